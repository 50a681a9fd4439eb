package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Step;

/**
 * Lets several ways of sampling take turns, so that a busy machine is equally busy for all.
 *
 * @param least rounds
 * @param most rounds
 * @param seconds after which no round more than the least begins
 */
public record SamplingTurns(int least, int most, double seconds) {
  private static final int WARM_UP = 2;

  /** For a minute at most where a round takes less than ten seconds. */
  static final SamplingTurns CUSTOMARY = new SamplingTurns(5, 60, 12);

  /** A way of sampling. */
  public record Way(Sampler sampler, List<Step> steps) {
    public Way {
      steps = List.copyOf(steps);
    }

    /** Reads one number back, since devices work on after a call has returned. */
    private double milliseconds(NDArray noise) {
      long start = System.nanoTime();
      try (NDArray images = sampler.sample(noise, steps)) {
        images.getFloat(0, 0);
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /**
   * The milliseconds of each way, a number for each round, after a few that do not count.
   *
   * @param noise (images, size)
   * @param check called before each turn
   */
  public Map<Way, double[]> of(List<Way> ways, NDArray noise, Runnable check) {
    Map<Way, double[]> took = new LinkedHashMap<>();
    ways.forEach(way -> took.put(way, new double[most]));
    for (int round = 0; round < WARM_UP; round++) {
      take(took, noise, check, 0);
    }
    long start = System.nanoTime();
    int rounds = 0;
    while (rounds < most && (rounds < least || (System.nanoTime() - start) / 1e9 < seconds)) {
      take(took, noise, check, rounds++);
    }
    int taken = rounds;
    took.replaceAll((way, times) -> Arrays.copyOf(times, taken));
    return took;
  }

  private static void take(Map<Way, double[]> took, NDArray noise, Runnable check, int round) {
    took.forEach(
        (way, times) -> {
          check.run();
          times[round] = way.milliseconds(noise);
        });
  }
}
