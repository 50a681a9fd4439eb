package org.kendall.space;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * Draws what slots of a schedule hold, 0 for nothing, so that a predictor learns of all kinds: most
 * as in OMS-DPM (Liu et al., ICML 2023: models with chances from a Dirichlet distribution of 0.4
 * each, and so often one or two of them alone), some with one model at even distances, some with
 * one model at the noise's end and another at the image's (T-Stitch, Pan et al., ICLR 2025).
 *
 * <p>Differs from OMS-DPM, where a slot is empty with chance 0.8: here that is drawn too, so that
 * there are schedules for all budgets.
 */
final class SlotDraw {
  private static final GammaDistribution GAMMA = new GammaDistribution(null, 0.4, 1);
  private static final double SINGLE = 0.15;
  private static final double SWITCHED = 0.2;
  private static final double LEAST_EMPTY = 0.2;
  private static final double MOST_EMPTY = 0.9;

  private SlotDraw() {}

  /** Of so many slots, the image's end first, at least one of which is taken. Shape (slots) */
  static int[] of(int slots, int models, RandomGenerator random) {
    double kind = random.nextDouble();
    int[] drawn =
        kind < SINGLE + SWITCHED
            ? even(slots, models, kind < SINGLE ? 0 : random.nextInt(slots + 1), random)
            : mixed(slots, models, random);
    if (Arrays.stream(drawn).allMatch(option -> option == 0)) {
      drawn[random.nextInt(slots)] = 1 + random.nextInt(models);
    }
    return drawn;
  }

  /** One model at even distances below a slot, another from there on. */
  private static int[] even(int slots, int models, int from, RandomGenerator random) {
    int taken = 1 + random.nextInt(slots);
    int below = 1 + random.nextInt(models);
    int above = 1 + random.nextInt(models);
    int[] drawn = new int[slots];
    for (int i = 0; i < taken; i++) {
      int slot = (int) ((long) i * slots / taken);
      drawn[slot] = slot < from ? below : above;
    }
    return drawn;
  }

  private static int[] mixed(int slots, int models, RandomGenerator random) {
    double[] chances = new double[models];
    // A gamma of 0 to all, however unlikely, would leave none of them.
    Arrays.setAll(chances, i -> 1e-12 + GAMMA.inverseCumulativeProbability(random.nextDouble()));
    double empty = random.nextDouble(LEAST_EMPTY, MOST_EMPTY);
    int[] drawn = new int[slots];
    Arrays.setAll(drawn, slot -> random.nextDouble() < empty ? 0 : 1 + one(chances, random));
    return drawn;
  }

  private static int one(double[] chances, RandomGenerator random) {
    double left = random.nextDouble() * Arrays.stream(chances).sum();
    int drawn = 0;
    while (drawn < chances.length - 1 && left >= chances[drawn]) {
      left -= chances[drawn++];
    }
    return drawn;
  }
}
