package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Step;

/**
 * Lets several ways of sampling take turns, so that a busy machine is equally busy for all.
 *
 * @param least rounds
 * @param most rounds
 * @param seconds after which no round more than the least begins
 * @param clock in nanoseconds
 */
public record SamplingTurns(int least, int most, double seconds, LongSupplier clock) {
  private static final int WARM_UP = 2;

  /** For a minute at most where a round takes less than ten seconds. */
  static final SamplingTurns CUSTOMARY = new SamplingTurns(5, 60, 12);

  public SamplingTurns(int least, int most, double seconds) {
    this(least, most, seconds, System::nanoTime);
  }

  /** A way of sampling. */
  public record Way(Sampler sampler, List<Step> steps) {
    public Way {
      steps = List.copyOf(steps);
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
    long start = clock.getAsLong();
    int rounds = 0;
    while (rounds < most && (rounds < least || (clock.getAsLong() - start) / 1e9 < seconds)) {
      take(took, noise, check, rounds++);
    }
    int taken = rounds;
    took.replaceAll((way, times) -> Arrays.copyOf(times, taken));
    return took;
  }

  private void take(Map<Way, double[]> took, NDArray noise, Runnable check, int round) {
    took.forEach(
        (way, times) -> {
          check.run();
          times[round] = milliseconds(way, noise);
        });
  }

  /** Reads one number back, since devices work on after a call has returned. */
  private double milliseconds(Way way, NDArray noise) {
    long start = clock.getAsLong();
    try (NDArray images = way.sampler().sample(noise, way.steps())) {
      images.getFloat(0, 0);
    }
    return (clock.getAsLong() - start) / 1e6;
  }
}
