package org.kendall.nn.proxy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kendall.data.ImageShape;
import org.kendall.nn.Network;
import org.kendall.nn.Pass;
import org.kendall.nn.Tap;
import org.kendall.nn.Weights;

/**
 * How far a network's features move with noise on noise (Lin et al., "Zen-NAS", ICCV 2021,
 * algorithm 1): log of the mean over images of sum |f(x) - f(x + .01 e)|, f what comes into the
 * global mean, plus the logarithms of the deviations that batch norms divided by, as tracked after
 * both passes. Without any movement the first logarithm is that of the least normal number.
 */
final class Zen {
  private static final float STEP = 0.01f;

  private Zen() {}

  /** Takes down features and variances of one pass. */
  private static final class Watch implements Tap {
    private final List<NDArray> variances = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();
    private Optional<NDArray> features = Optional.empty();

    @Override
    public void normalised(NDArray variance, int count) {
      variances.add(variance);
      parts.add(count);
    }

    @Override
    public void pooled(NDArray input) {
      features = Optional.of(input);
    }

    /** The scores where a network has no global mean. */
    NDArray features(NDArray scores) {
      return features.orElse(scores);
    }

    double logDeviations() {
      double sum = 0;
      for (int i = 0; i < variances.size(); i++) {
        float[] values = variances.get(i).toFloatArray();
        int channels = values.length / parts.get(i);
        for (int from = 0; from < values.length; from += channels) {
          double total = 0;
          for (int channel = from; channel < from + channels; channel++) {
            total += values[channel];
          }
          sum += Math.log(total / channels) / 2;
        }
      }
      return sum;
    }
  }

  static double of(Network network, int batch, Device device, RandomGenerator random) {
    try (NDManager manager = NDManager.newBaseManager(device)) {
      Weights weights = Weights.normal(network, manager, random);
      NDArray images = noise(manager, network.input(), batch, random);
      NDArray moved = images.add(noise(manager, network.input(), batch, random).mul(STEP));
      Watch before = new Watch();
      Watch after = new Watch();
      // The leaf asks for no gradient, so no graph is recorded whatever the thread's grad mode is.
      Pass pass = weights.pass(Pass.Purpose.TRAIN, weights.leaf(manager));
      NDArray still = before.features(network.forward(images, pass.with(before)));
      NDArray shifted = after.features(network.forward(moved, pass.with(after)));
      double distance = still.sub(shifted).abs().sum().getFloat() / batch;
      return Math.log(Math.max(distance, Double.MIN_NORMAL)) + after.logDeviations();
    }
  }

  private static NDArray noise(
      NDManager manager, ImageShape shape, int batch, RandomGenerator random) {
    float[] values = new float[batch * shape.pixels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(
        values, new Shape(batch, shape.height(), shape.width(), shape.channels()));
  }
}
