package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageShape;
import org.kendall.nn.Augmentation.Placement;

/**
 * Turns images into arrays, batch by batch: the next batch of images takes the memory of the last,
 * which Java would free late.
 */
public final class Batches {
  private final ImageSet images;
  private final Pixels pixels;
  private final ByteBuffer memory;

  public Batches(ImageSet images, Pixels pixels, int largest) {
    this.images = images;
    this.pixels = pixels;
    this.memory =
        ByteBuffer.allocateDirect(
                Math.toIntExact((long) largest * images.shape().pixels() * Float.BYTES))
            .order(ByteOrder.nativeOrder());
  }

  /** How many images there are. */
  public int size() {
    return images.size();
  }

  /** The places of all images in an order that is drawn. */
  public int[] shuffled(RandomGenerator random) {
    int[] places = IntStream.range(0, size()).toArray();
    for (int i = places.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int place = places[i];
      places[i] = places[other];
      places[other] = place;
    }
    return places;
  }

  /**
   * The images at some places of the set, varied at random.
   *
   * @return (batch, height, width, channels)
   */
  public NDArray images(
      NDManager manager, int[] places, Augmentation augmentation, RandomGenerator random) {
    ImageShape shape = images.shape();
    memory.clear().limit(places.length * shape.pixels() * Float.BYTES);
    FloatBuffer values = memory.asFloatBuffer();
    for (int place : places) {
      put(place, augmentation.draw(shape, random), values);
    }
    Shape batch = new Shape(places.length, shape.height(), shape.width(), shape.channels());
    return manager.create(memory, batch, DataType.FLOAT32);
  }

  /**
   * The factors of the log-probabilities in the mean cross-entropy of a batch: the loss is the sum
   * of their products.
   *
   * @return (batch, classes)
   */
  public NDArray targets(NDManager manager, int[] places, double labelSmoothing) {
    int classes = images.shape().classes();
    float[] targets = new float[places.length * classes];
    Arrays.fill(targets, (float) (-labelSmoothing / classes / places.length));
    for (int i = 0; i < places.length; i++) {
      targets[i * classes + images.label(places[i])] +=
          (float) (-(1 - labelSmoothing) / places.length);
    }
    return manager.create(targets, new Shape(places.length, classes));
  }

  private void put(int image, Placement placement, FloatBuffer values) {
    ImageShape shape = images.shape();
    int area = shape.height() * shape.width();
    for (int y = 0; y < shape.height(); y++) {
      int row = y - placement.down();
      for (int x = 0; x < shape.width(); x++) {
        int shown = x - placement.right();
        int column = placement.mirrored() ? shape.width() - 1 - shown : shown;
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        int position = row * shape.width() + column;
        for (int channel = 0; channel < shape.channels(); channel++) {
          int level = inside ? images.pixel(image, channel * area + position) : 0;
          values.put(pixels.value(channel, level));
        }
      }
    }
  }
}
