package org.kendall.evaluate.sampling;

import java.util.Map;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.diffusion.DenoiserNetwork;
import org.kendall.nn.diffusion.DenoiserTraining;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.zoo.FloatFile;
import org.kendall.nn.zoo.OwnNetwork;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.nn.zoo.ZooNoise;

/**
 * Trains one model of a zoo, and measures how long it takes to answer.
 *
 * @param model its name
 * @param data the images to learn from
 * @param imageSize their height and width, as in {@link RealImages#load}
 */
record TrainDenoiser(
    String model,
    OwnNetwork network,
    String data,
    int imageSize,
    ZooNoise noise,
    DenoiserTraining training)
    implements Preparation {
  @Override
  public String name() {
    return "model " + model;
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * network.network().parameters().size();
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    DenoiserNetwork untrained = network.network();
    RealImages images = RealImages.load(data, imageSize);
    DenoiserTraining.Trained trained =
        training.train(untrained, noise.schedule(), images.pixels(), context.run());
    byte[] weights = FloatFile.bytes(trained.weights());
    ZooModel described =
        new ZooModel(
            model,
            network,
            noise,
            Prediction.NOISE,
            trained.weights().length,
            untrained.macs(),
            Zoo.sha256(weights),
            Map.of());
    Zoo.write(PreparedFiles.zoo(context.prepared()), described, weights);
    return Map.of("loss", trained.loss(), "parameters", (double) trained.weights().length);
  }
}
