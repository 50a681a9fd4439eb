package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.study.SplitRule.Kind;
import org.kendall.study.SplitRule.Split;

class SplitRuleTest {
  private static final int ROWS = 21;

  private static Split draw(SplitRule rule, int trainSize, int seed) {
    return rule.draw(ROWS, trainSize, new SplittableRandom(seed));
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  @Test
  void prefixIsTheFirstRowsAndTestsThoseAfterTheTrainRows() {
    Split split = draw(new SplitRule(Kind.PREFIX, 12, 0), 5, 1);
    assertThat(split.train()).containsExactly(0, 1, 2, 3, 4);
    assertThat(split.test()).containsExactly(range(12, ROWS));
  }

  @Test
  void withoutTrainRowsHalfOfTheTableIsLearntFromRoundedUp() {
    assertThat(new SplitRule(Kind.PREFIX, 0, 0).pool(15_625)).isEqualTo(7_813);
    assertThat(new SplitRule(Kind.PREFIX, 0, 0).tested(15_625)).isEqualTo(7_812);
  }

  @Test
  void randomSubsetIsDrawnFromTheFirstRowsAndTestsThoseAfterThem() {
    SplitRule rule = new SplitRule(Kind.RANDOM_SUBSET, 12, 0);
    Split split = draw(rule, 12, 1);
    assertThat(split.train()).containsExactlyInAnyOrder(range(0, 12));
    assertThat(split.train()).isNotEqualTo(range(0, 12));
    assertThat(split.test()).containsExactly(range(12, ROWS));
  }

  @Test
  void randomSplitDrawsTheTrainRowsAndTestsTheRest() {
    Split whole = draw(new SplitRule(Kind.RANDOM_SPLIT, 12, 0), 12, 1);
    assertThat(IntStream.concat(Arrays.stream(whole.train()), Arrays.stream(whole.test())))
        .containsExactlyInAnyOrder(IntStream.range(0, ROWS).boxed().toArray(Integer[]::new));
    assertThat(whole.test()).isNotEqualTo(range(12, ROWS)).hasSize(9).isSorted();
  }

  @Test
  void wholeTestsAllRowsThoseLearntFromIncluded() {
    Split split = draw(new SplitRule(Kind.WHOLE, 0, 0), 4, 1);
    assertThat(split.train()).hasSize(4).doesNotHaveDuplicates();
    assertThat(split.test()).containsExactly(range(0, ROWS));
  }

  @ParameterizedTest
  @EnumSource(names = "WHOLE", mode = EnumSource.Mode.EXCLUDE)
  void noRowIsBothLearntFromAndTested(Kind kind) {
    for (int seed = 0; seed < 20; seed++) {
      Split split = draw(new SplitRule(kind, 12, 5), 7, seed);
      assertThat(split.test()).hasSize(5).isSorted().doesNotHaveDuplicates();
      assertThat(split.train()).hasSize(7).doesNotHaveDuplicates();
      assertThat(split.train()).doesNotContain(split.test());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSmallerSizeIsAPartOfALargerOneAndTestsTheSameRows(Kind kind) {
    SplitRule rule = new SplitRule(kind, 12, 5);
    Split small = draw(rule, 3, 9);
    Split large = draw(rule, 8, 9);
    assertThat(Arrays.copyOf(large.train(), 3)).isEqualTo(small.train());
    assertThat(large.test()).isEqualTo(small.test());
  }

  @Test
  void otherSeedsGiveOtherRows() {
    SplitRule rule = new SplitRule(Kind.RANDOM_SPLIT, 12, 0);
    assertThat(draw(rule, 12, 1).train()).isNotEqualTo(draw(rule, 12, 2).train());
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> new SplitRule(Kind.PREFIX, 12, 0).check(ROWS, 13))
        .hasMessage("The sizes (13) must be at most the 12 rows that may be learnt from.");
    assertThatThrownBy(() -> new SplitRule(Kind.PREFIX, 20, 0).check(ROWS, 2))
        .hasMessage("The train rows (20) must leave two rows at least to test; the table has 21.");
    assertThatThrownBy(() -> new SplitRule(Kind.PREFIX, 12, 10).check(ROWS, 2))
        .hasMessage("The test rows (10) must be at most the 9 that are left.");
  }

  @Test
  void sharesAreOfTheTrainRowsAndRoundedDown() {
    assertThat(TrainSizes.of(List.of("0.05%", "0.1%", "0.5%", "1%", "5%"), 381_262))
        .containsExactly(190, 381, 1_906, 3_812, 19_063);
    assertThat(TrainSizes.of(List.of("1%", "100%", "78"), 7_813)).containsExactly(78, 7_813, 78);
    assertThatThrownBy(() -> TrainSizes.of(List.of("1 %"), 100))
        .hasMessage("The sizes (1 %: 1 of 100 rows) must be two rows at least.");
    assertThatThrownBy(() -> TrainSizes.of(List.of("many"), 100))
        .hasMessage("The sizes (many) must be whole numbers, or shares such as 0.5%.");
  }
}
