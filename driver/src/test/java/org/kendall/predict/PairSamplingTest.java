package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairSamplingTest {
  private static final double[] GAINS = {3, 1, 2, 1};

  @Test
  void takesEveryPairThatIsNotTiedWhereThereIsRoom() {
    Pairs pairs = new PairSampling(0, 4).of(GAINS, new SplittableRandom(1));
    assertThat(asList(pairs))
        .containsExactlyInAnyOrder(
            List.of(0, 1), List.of(0, 2), List.of(0, 3), List.of(2, 1), List.of(2, 3));
  }

  @Test
  void takesARandomPartWithoutRepeatsWhereThereIsNot() {
    SplittableRandom random = new SplittableRandom(2);
    int[] timesTaken = new int[16];
    for (int draw = 0; draw < 5000; draw++) {
      List<List<Integer>> pairs = asList(new PairSampling(0, 1).of(GAINS, random));
      assertThat(pairs).hasSize(4);
      assertThat(new HashSet<>(pairs)).hasSize(4);
      pairs.forEach(pair -> timesTaken[pair.get(0) * 4 + pair.get(1)]++);
    }
    // Each of the five is taken in 4 of 5 draws: 4000 +- 28; a false failure in 10^6 for 141.
    for (int pair : new int[] {1, 2, 3, 9, 11}) {
      assertThat(timesTaken[pair]).isCloseTo(4000, within(141));
    }
  }

  @Test
  void equalGainsMakeNoPair() {
    Pairs pairs = new PairSampling(0, 4).of(new double[] {2, 2, 2}, new SplittableRandom(1));
    assertThat(pairs.size()).isZero();
  }

  @Test
  void closeGainsAreNotComparedBelowTheThreshold() {
    double[] gains = {1, 1.05, 2};
    Pairs pairs = new PairSampling(0.1, 4).of(gains, new SplittableRandom(1));
    assertThat(asList(pairs)).containsExactlyInAnyOrder(List.of(2, 0), List.of(2, 1));
  }

  private static List<List<Integer>> asList(Pairs pairs) {
    List<List<Integer>> list = new ArrayList<>();
    for (int k = 0; k < pairs.size(); k++) {
      list.add(List.of(pairs.better()[k], pairs.worse()[k]));
    }
    return list;
  }
}
