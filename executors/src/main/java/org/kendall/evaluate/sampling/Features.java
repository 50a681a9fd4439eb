package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.kendall.data.ImageShape;
import org.kendall.nn.Volume;
import org.kendall.nn.zoo.FeatureModule;
import org.kendall.nn.zoo.FloatFile;

/** What gives the features of images, on one device. */
final class Features {
  private final int size;
  private final int width;
  private final int together;
  private final UnaryOperator<NDArray> network; // (images, size) to (images, width)

  private Features(int size, int width, int together, UnaryOperator<NDArray> network) {
    this.size = size;
    this.width = width;
    this.together = together;
    this.network = network;
  }

  /**
   * Reads the module that the job names, or the classifier that was prepared.
   *
   * @param shape of the images that it will be given; its classes are those of the classifier
   * @param manager what it lives as long as
   */
  static Features open(
      FeatureSettings settings, ImageShape shape, String prepared, NDManager manager) {
    return settings.isModule()
        ? traced(settings, shape, manager)
        : trained(settings, shape, prepared, manager);
  }

  private static Features traced(FeatureSettings settings, ImageShape shape, NDManager manager) {
    Volume image = new Volume(shape.channels(), shape.height(), shape.width());
    FeatureModule module = FeatureModule.load(settings.module(), image, settings.width(), manager);
    return new Features(shape.pixels(), settings.width(), settings.batchSize(), module::features);
  }

  private static Features trained(
      FeatureSettings settings, ImageShape shape, String prepared, NDManager manager) {
    FeatureNetwork network = TrainFeatures.network(settings, shape);
    float[] weights = FloatFile.read(PreparedFiles.features(prepared), network.parameters().size());
    NDList views = network.parameters().split(network.parameters().on(manager, weights));
    return new Features(
        shape.pixels(),
        settings.width(),
        Integer.MAX_VALUE,
        images -> network.features(images, views));
  }

  int width() {
    return width;
  }

  /**
   * The features of images.
   *
   * @param pixels (images, size), row by row
   * @return (images, width), row by row
   */
  float[] of(float[] pixels, NDManager manager) {
    int count = pixels.length / size;
    float[] all = new float[count * width];
    for (int from = 0; from < count; ) {
      int to = from + Math.min(together, count - from);
      try (NDManager inner = manager.newSubManager()) {
        float[] some = count == to - from ? pixels : part(pixels, from, to);
        NDArray images = inner.create(some, new Shape(to - from, size));
        float[] features = network.apply(images).toFloatArray();
        System.arraycopy(features, 0, all, from * width, features.length);
      }
      from = to;
    }
    return all;
  }

  private float[] part(float[] pixels, int from, int to) {
    return Arrays.copyOfRange(pixels, from * size, to * size);
  }
}
