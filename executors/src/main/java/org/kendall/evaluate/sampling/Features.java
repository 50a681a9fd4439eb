package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.kendall.data.ImageShape;
import org.kendall.nn.zoo.FloatFile;

/** The trained classifier on one device, as far as its features. */
final class Features {
  private final FeatureNetwork network;
  private final NDList views;

  private Features(FeatureNetwork network, NDList views) {
    this.network = network;
    this.views = views;
  }

  /**
   * Reads what was prepared.
   *
   * @param manager what it lives as long as
   */
  static Features open(
      FeatureSettings settings, ImageShape shape, String prepared, NDManager manager) {
    FeatureNetwork network = TrainFeatures.network(settings, shape);
    float[] weights = FloatFile.read(PreparedFiles.features(prepared), network.parameters().size());
    return new Features(
        network, network.parameters().split(network.parameters().on(manager, weights)));
  }

  int width() {
    return network.width();
  }

  /**
   * The features of images.
   *
   * @param pixels (images, size), row by row
   * @return (images, width), row by row
   */
  float[] of(float[] pixels, NDManager manager) {
    try (NDManager inner = manager.newSubManager()) {
      long count = pixels.length / network.size();
      NDArray images = inner.create(pixels, new Shape(count, network.size()));
      return network.features(images, views).toFloatArray();
    }
  }
}
