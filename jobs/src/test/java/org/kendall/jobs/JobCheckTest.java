package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobCheckTest {
  private static final String JOB =
      """
      job: toy
      space: {name: numbers, digits: 2}
      evaluate: sum-of-digits
      limits:
        magnitude: 41
      stop: {trials: 20}
      """;

  @Test
  void theSummaryCountsWhatIsWithinTheLimits() {
    assertThat(JobCheck.of(Toys.job(JOB)).summary())
        .isEqualTo(
            """
              space          numbers, 100 candidates of 2 choices, 100 of them different and allowed
              evaluator      sum-of-digits, objective sum, maximized
              magnitude      0 to 99, limit 41
              within limits  42 of all 100 candidates (42.0 %)
              strategy       predictor-guided
              trials         20 in rolling rounds of 8, as many at random to compare with, \
            the best 3 again with 3 seeds each
            """);
  }

  @Test
  void aBudgetThatNoCandidateMeetsIsRefused() {
    assertThatThrownBy(() -> JobCheck.of(Toys.job(JOB, "space.least=1", "limits.magnitude=10.5")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "--set limits.magnitude=10.5: limits.magnitude: the smallest of all 81 candidates is 11"
                + " (1.1).\nMaybe raise it to 11 or more.");
  }

  @Test
  void aLargeSpaceIsSampled() {
    JobCheck check = JobCheck.of(Toys.job(JOB, "space.digits=9", "limits.magnitude=5e8"));

    assertThat(check.summary())
        .contains("1,000,000,000 candidates of 9 choices")
        .containsPattern("within limits  [\\d,]+ of 4,000 random candidates");
  }
}
