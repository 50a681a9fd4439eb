package org.kendall.nn.proxy;

import ai.djl.Device;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.kendall.nn.Network;

/**
 * Measures proxies of untrained networks, sharing the passes that several of them need.
 *
 * @param asked which
 * @param seeds draws of the weights; figures are means over all draws and batches
 */
public record Proxies(Set<Proxy> asked, int seeds) {
  /** How far the weights are moved for a Hessian times a vector, over the vector's length. */
  private static final double STEP = 1e-2;

  public Proxies {
    asked = Set.copyOf(asked);
    if (asked.isEmpty()) {
      throw new IllegalArgumentException("The proxies (none) must be at least one.");
    }
    if (seeds < 1) {
      throw new IllegalArgumentException("The seeds (%d) must be positive.".formatted(seeds));
    }
  }

  /**
   * How they are measured once.
   *
   * @param seed decides all draws
   * @param beforeEachPass may throw to end it
   */
  public record Run(long seed, Device device, Runnable beforeEachPass) {}

  /**
   * Measures them; the outcome depends on the arguments alone.
   *
   * @param batches one at least, of one size
   */
  public Map<Proxy, Double> of(Network network, List<ImageBatch> batches, Run run) {
    Map<Proxy, Double> sums = new EnumMap<>(Proxy.class);
    SplittableRandom random = new SplittableRandom(run.seed());
    Kernels kernels = Kernels.of(network);
    for (int seed = 0; seed < seeds; seed++) {
      SplittableRandom draw = random.split();
      Measure measure = new Measure(network, kernels, run);
      measure.withoutImages(batches.get(0).images().size(), draw.split(), sums, 1.0 / seeds);
      for (ImageBatch batch : batches) {
        measure.withImages(batch, draw.split(), sums, 1.0 / seeds / batches.size());
      }
    }
    return sums;
  }

  /** One network. */
  private final class Measure {
    private final Network network;
    private final Kernels kernels;
    private final Run run;

    Measure(Network network, Kernels kernels, Run run) {
      this.network = network;
      this.kernels = kernels;
      this.run = run;
    }

    private void add(Map<Proxy, Double> sums, double weight, Proxy proxy, Value value) {
      if (asked.contains(proxy)) {
        run.beforeEachPass().run();
        sums.merge(proxy, weight * value.get(), Double::sum);
      }
    }

    void withoutImages(int batch, SplittableRandom random, Map<Proxy, Double> sums, double weight) {
      SplittableRandom forFlow = random.split();
      SplittableRandom forZen = random.split();
      add(sums, weight, Proxy.PARAMS, network::parameters);
      add(sums, weight, Proxy.MACS, network::macs);
      add(sums, weight, Proxy.SYNFLOW, () -> Synflow.of(network, kernels, run.device(), forFlow));
      add(sums, weight, Proxy.ZEN, () -> Zen.of(network, batch, run.device(), forZen));
    }

    void withImages(
        ImageBatch batch, SplittableRandom random, Map<Proxy, Double> sums, double weight) {
      Set<Proxy> left = EnumSet.copyOf(asked);
      left.removeIf(proxy -> !proxy.seesImages() && proxy != Proxy.L2_NORM);
      if (left.isEmpty()) {
        return;
      }
      run.beforeEachPass().run();
      try (Probe probe = new Probe(network, batch, run.device(), random)) {
        float[] values = probe.values();
        Needs needs = Needs.of(asked);
        Probe.Seen seen = needs.any() ? probe.look(needs) : Probe.Seen.NOTHING;
        float[] gradient = seen.gradient();
        add(sums, weight, Proxy.L2_NORM, () -> kernels.norms(values));
        add(sums, weight, Proxy.GRAD_NORM, () -> kernels.norms(gradient));
        add(
            sums,
            weight,
            Proxy.SNIP,
            () -> kernels.sum(values, gradient, (v, g) -> Math.abs(v * g)));
        add(sums, weight, Proxy.PLAIN, () -> kernels.sum(values, gradient, (v, g) -> v * g));
        add(sums, weight, Proxy.FISHER, seen::fisher);
        add(sums, weight, Proxy.JACOB_COV, () -> ImageAgreement.jacobCov(seen.jacobians()));
        add(
            sums,
            weight,
            Proxy.EPE_NAS,
            () -> ImageAgreement.epeNas(seen.jacobians(), batch.labels()));
        add(sums, weight, Proxy.NASWOT, () -> ImageAgreement.naswot(seen.agreement()));
        add(sums, weight, Proxy.GRASP, () -> grasp(probe, values, kernels.only(gradient)));
      }
    }

    /**
     * Minus theta H g by the difference of two gradients, g those of kernels alone.
     *
     * <p>Differs from the authors' code, which differentiates twice.
     */
    private double grasp(Probe probe, float[] values, float[] gradient) {
      double length = Math.sqrt(kernels.sum(gradient, gradient, (a, b) -> a * b));
      if (length == 0) {
        return 0;
      }
      double step = STEP / length;
      float[] ahead = probe.gradientAt(moved(values, gradient, step));
      run.beforeEachPass().run();
      float[] behind = probe.gradientAt(moved(values, gradient, -step));
      return -(kernels.sum(values, ahead, (v, g) -> v * g)
              - kernels.sum(values, behind, (v, g) -> v * g))
          / (2 * step);
    }

    private static float[] moved(float[] values, float[] direction, double step) {
      float[] moved = values.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (float) (step * direction[i]);
      }
      return moved;
    }
  }

  /** A figure that is worked out if asked for. */
  private interface Value {
    double get();
  }
}
