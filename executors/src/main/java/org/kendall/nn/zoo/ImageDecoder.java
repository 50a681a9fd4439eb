package org.kendall.nn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.Volume;

/** Turns what a zoo samples into images: nothing to do, unless the zoo has a decoder of latents. */
public final class ImageDecoder {
  private final int size;
  private final UnaryOperator<NDArray> decode;

  private ImageDecoder(int size, UnaryOperator<NDArray> decode) {
    this.size = size;
    this.decode = decode;
  }

  /**
   * The decoder of a zoo.
   *
   * @param chunk latents that are decoded at once: large images need much memory
   * @param manager what its weights live as long as, on the device that is to work
   * @throws BadDataException if the decoder is damaged or takes latents of another size
   */
  public static ImageDecoder of(Zoo zoo, int chunk, NDManager manager) {
    if (chunk < 1) {
      throw new IllegalArgumentException("The chunk (%d) must be positive.".formatted(chunk));
    }
    return space(zoo)
        .map(space -> of(space, module(zoo), chunk, manager))
        .orElseGet(() -> new ImageDecoder(zoo.size(), UnaryOperator.identity()));
  }

  private static ImageDecoder of(LatentSpace space, String file, int chunk, NDManager manager) {
    TracedModule module = TracedModule.load(file, new Contract(space), manager);
    return new ImageDecoder(
        numbers(space.image()), latents -> decoded(latents, module, space, chunk));
  }

  /**
   * What is known of the decoder of a zoo; empty where it has none. The module is not read.
   *
   * @throws BadDataException if there is no module, or it takes latents of another size
   */
  public static Optional<LatentSpace> space(Zoo zoo) {
    String described = zoo.directory() + "/decoder.json";
    if (!Storage.exists(described)) {
      return Optional.empty();
    }
    LatentSpace space = Described.read(described, LatentSpace.class, "a decoder of latents");
    if (numbers(space.latent()) != zoo.size()) {
      throw new BadDataException(
          "The decoder %s takes latents of %,d numbers; the models of the zoo give %,d."
              .formatted(described, numbers(space.latent()), zoo.size()));
    }
    if (!Storage.exists(module(zoo))) {
      throw new BadDataException(
          "The decoder %s does not exist, though %s describes it."
              .formatted(module(zoo), described));
    }
    return Optional.of(space);
  }

  private static String module(Zoo zoo) {
    return zoo.directory() + "/decoder.pt";
  }

  private static int numbers(Volume volume) {
    return Math.toIntExact(volume.channels() * volume.area());
  }

  private static Shape shape(long images, Volume volume) {
    return new Shape(images, volume.channels(), volume.height(), volume.width());
  }

  /** Numbers of an image. */
  public int size() {
    return size;
  }

  /**
   * The images.
   *
   * @param sampled (images, numbers)
   * @return (images, size), in the same manager; within [-1, 1] if they were decoded
   */
  public NDArray images(NDArray sampled) {
    NativeThreads.settle();
    return decode.apply(sampled);
  }

  private static NDArray decoded(
      NDArray latents, TracedModule module, LatentSpace space, int chunk) {
    NDManager manager = latents.getManager();
    long count = latents.getShape().get(0);
    NDArray images = manager.zeros(new Shape(count, numbers(space.image())));
    for (long from = 0; from < count; from += chunk) {
      try (NDManager inner = manager.newSubManager()) {
        inner.tempAttachAll(latents);
        String rows = from + ":" + Math.min(count, from + chunk);
        NDArray some = latents.get(rows).div(space.factor());
        NDArray entering = space.type().enter(some.reshape(shape(-1, space.latent())));
        NDArray image = module.output(new NDList(entering)).toType(DataType.FLOAT32, false);
        images.set(new NDIndex(rows), image.clip(-1, 1).reshape(-1, numbers(space.image())));
      }
    }
    return images;
  }

  private record Contract(LatentSpace space) implements TracedModule.Contract {
    @Override
    public String takes() {
      return "latents %s of %s".formatted(shape(1, space.latent()).slice(1), space.type().type());
    }

    @Override
    public NDList inputs(int images, NDManager manager) {
      return new NDList(manager.zeros(shape(images, space.latent()), space.type().type()));
    }

    @Override
    public Shape output(int images) {
      return shape(images, space.image());
    }

    @Override
    public Set<DataType> types() {
      return Set.of(space.type().type());
    }
  }
}
