package org.kendall.nn.zoo;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kendall.nn.diffusion.Prediction;

/**
 * What is known of a model of a zoo: the file {@code NAME.json} beside the file of its weights.
 *
 * @param noise that it was trained with
 * @param prediction what it says of a noisy image
 * @param parameters numbers of its weights
 * @param macs multiply-accumulate operations of one evaluation for one image
 * @param sha256 of the file of weights, in hexadecimal digits
 * @param milliseconds of one evaluation, by the device, {@code cpu} or {@code gpu}, and the rows of
 *     a batch; empty where they were not measured
 */
public record ZooModel(
    String name,
    ZooNetwork network,
    ZooNoise noise,
    Prediction prediction,
    long parameters,
    double macs,
    String sha256,
    Map<String, Map<Integer, Double>> milliseconds) {
  public ZooModel {
    Objects.requireNonNull(name, "it has no name");
    Objects.requireNonNull(network, "it has no network");
    Objects.requireNonNull(noise, "it has no noise");
    Objects.requireNonNull(prediction, "it has no prediction");
    Objects.requireNonNull(sha256, "it has no sha256");
    Objects.requireNonNull(milliseconds, "it has no milliseconds");
    Map<String, Map<Integer, Double>> sorted = new TreeMap<>();
    milliseconds.forEach((device, table) -> sorted.put(device, new TreeMap<>(table)));
    milliseconds = sorted;
    if (parameters < 1 || !(macs > 0)) {
      throw new IllegalArgumentException(
          "The parameters (%d) and the MACs (%s) of the model %s must be positive."
              .formatted(parameters, macs, name));
    }
  }

  /** The name of the file of its weights. */
  public String weightsFile() {
    return name + "." + network.fileEnding();
  }
}
