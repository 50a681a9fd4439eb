package org.kendall.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Distances that look at the vectors themselves. */
class SampleDistancesTest {
  /** By hand: (1, 0), (0, 1) and (2, 0), (0, 0); kernels (x y / 2 + 1)^3. */
  @Test
  void kernelDistanceOfAHandWorkedCase() {
    Vectors one = new Vectors(new float[] {1, 0, 0, 1}, 2);
    Vectors other = new Vectors(new float[] {2, 0, 0, 0}, 2);
    double across = (8 + 1 + 1 + 1) / 4.0;
    assertThat(KernelDistance.between(one, other)).isCloseTo(1 + 1 - 2 * across, within(1e-12));
  }

  @Test
  void kernelDistanceOfEqualDistributionsIsZeroInTheMean() {
    double sum = 0;
    for (int draw = 0; draw < 40; draw++) {
      sum += KernelDistance.between(normal(60, draw, 0), normal(40, 1000 + draw, 0));
    }
    assertThat(sum / 40).isCloseTo(0, within(0.02));
    assertThat(KernelDistance.between(normal(60, 1, 0), normal(60, 2, 1))).isGreaterThan(0.5);
  }

  /** In one dimension there is one direction, but for its sign. */
  @Test
  void slicedWassersteinInOneDimensionIsTheAreaBetweenTheDistributions() {
    SlicedWasserstein distance = new SlicedWasserstein(5, 1);
    Vectors one = new Vectors(new float[] {3, 1}, 1);
    Vectors other = new Vectors(new float[] {2, 6, 1}, 1);
    // In sixths: 1-1, 1-1, 1-2, 3-2, 3-6, 3-6.
    assertThat(distance.between(one, other)).isCloseTo(8 / 6.0, within(1e-6));
    assertThat(distance.between(one, one)).isZero();
  }

  /** A shift by c in w dimensions is seen as |c| times the mean of |cos|, 2 / pi in the plane. */
  @Test
  void slicedWassersteinOfAShift() {
    Vectors one = normal(50, 1, 0);
    Vectors shifted = normal(50, 1, 0);
    for (int i = 0; i < shifted.values().length; i += 2) {
      shifted.values()[i] += 3;
    }
    assertThat(new SlicedWasserstein(4_000, 2).between(one, shifted))
        .isCloseTo(3 * 2 / Math.PI, within(0.04));
  }

  @Test
  void coverageTellsMissingKindsFromWrongImages() {
    Vectors both = join(normal(200, 1, 0), normal(200, 2, 50));
    Coverage oneKind = Coverage.of(normal(200, 3, 0), both);
    assertThat(oneKind.precision()).isGreaterThan(0.8);
    assertThat(oneKind.recall()).isBetween(0.35, 0.5);
    Coverage halfWrong =
        Coverage.of(join(normal(200, 3, 0), normal(200, 4, -50)), normal(200, 5, 0));
    assertThat(halfWrong.precision()).isBetween(0.35, 0.5);
    assertThat(halfWrong.recall()).isGreaterThan(0.8);
  }

  private static Vectors join(Vectors one, Vectors other) {
    float[] all = new float[one.values().length + other.values().length];
    System.arraycopy(one.values(), 0, all, 0, one.values().length);
    System.arraycopy(other.values(), 0, all, one.values().length, other.values().length);
    return new Vectors(all, 2);
  }

  private static Vectors normal(int count, long seed, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[2 * count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + random.nextGaussian());
    }
    return new Vectors(values, 2);
  }
}
