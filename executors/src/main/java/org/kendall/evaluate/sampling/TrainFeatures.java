package org.kendall.evaluate.sampling;

import java.util.Map;
import org.kendall.data.ImageShape;
import org.kendall.data.Storage;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.zoo.FloatFile;

/** Trains the classifier that gives the features. */
record TrainFeatures(FeatureSettings features, String data, int imageSize) implements Preparation {
  @Override
  public String name() {
    return "features";
  }

  /** The classifier for images of a shape. */
  static FeatureNetwork network(FeatureSettings features, ImageShape shape) {
    return new FeatureNetwork(shape.pixels(), features.hidden(), features.width(), shape.classes());
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    RealImages images = RealImages.load(data, imageSize);
    FeatureNetwork.Trained trained =
        network(features, images.shape()).train(images, features.steps(), context.run());
    Storage.write(PreparedFiles.features(context.prepared()), FloatFile.bytes(trained.weights()));
    return Map.of("accuracy", trained.accuracy());
  }
}
