package org.kendall.nn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Set;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.Volume;

/**
 * A TorchScript module that gives the features by which images are compared, such as the last
 * pooled layer of Inception. It takes images (images, channels, height, width) as float32 in [-1,
 * 1], and brings them to the size that it wants by itself; its first output is (images, width).
 */
public final class FeatureModule {
  private final Volume image;
  private final TracedModule module;

  private FeatureModule(Volume image, TracedModule module) {
    this.image = image;
    this.module = module;
  }

  /**
   * Reads one.
   *
   * @param image the size of images that it will be given
   * @param width features of an image
   * @param manager what it lives as long as, on the device that is to work
   * @throws org.kendall.data.BadDataException if there is no such file, or it gives something else
   */
  public static FeatureModule load(String file, Volume image, int width, NDManager manager) {
    NativeThreads.settle();
    return new FeatureModule(image, TracedModule.load(file, new Contract(image, width), manager));
  }

  /**
   * The features of images.
   *
   * @param images (images, numbers of an image), in [-1, 1]
   * @return (images, width), in single precision
   */
  public NDArray features(NDArray images) {
    NativeThreads.settle();
    NDArray shaped = images.reshape(shape(images.getShape().get(0), image));
    return module.output(new NDList(shaped)).toType(DataType.FLOAT32, false);
  }

  private static Shape shape(long images, Volume image) {
    return new Shape(images, image.channels(), image.height(), image.width());
  }

  private record Contract(Volume image, int width) implements TracedModule.Contract {
    @Override
    public String takes() {
      return "images %s of float32".formatted(shape(1, image).slice(1));
    }

    @Override
    public NDList inputs(int images, NDManager manager) {
      return new NDList(manager.zeros(shape(images, image)));
    }

    @Override
    public Shape output(int images) {
      return new Shape(images, width);
    }

    @Override
    public Set<DataType> types() {
      return Set.of(DataType.FLOAT32, DataType.FLOAT16);
    }
  }
}
