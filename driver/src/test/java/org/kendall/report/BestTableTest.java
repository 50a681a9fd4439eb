package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestTableTest {
  @Test
  void tableIsAlignedAndSaysWhatWasConfirmed() {
    assertThat(BestTable.of(SmallRun.finished(), Cells.plan(Cells.problem())))
        .isEqualTo(
            """
            Best candidates of the search:
              rank  candidate                                              validation_accuracy     macs  trial
                 1  |conv3x3~0|+|conv1x1~0|none~1|+|skip~0|skip~1|skip~2|              96.00 %  1.675 M      4
                 2  |skip~0|+|skip~0|skip~1|+|conv1x1~0|skip~1|skip~2|                 96.00 %  347.5 k      7
                 3  |conv1x1~0|+|skip~0|skip~1|+|skip~0|skip~1|skip~2|                 95.00 %  347.5 k      2
                 4  |skip~0|+|conv3x3~0|skip~1|+|skip~0|skip~1|skip~2|                 94.00 %  1.527 M      6
                 5  |skip~0|+|conv1x1~0|skip~1|+|skip~0|skip~1|skip~2|                 92.00 %  347.5 k      5

            Confirmed, mean +- standard deviation over seeds:
              from              candidate                                              validation_accuracy    test_accuracy  seeds
              search, baseline  |conv3x3~0|+|conv1x1~0|none~1|+|skip~0|skip~1|skip~2|      96.00 +- 1.41 %  95.00 +- 1.41 %      2
              search            |skip~0|+|skip~0|skip~1|+|conv1x1~0|skip~1|skip~2|                 93.00 %          92.00 %      1
              baseline          |none~0|+|none~0|none~1|+|skip~0|none~1|none~2|            90.50 +- 0.71 %  88.50 +- 0.71 %      2
            """);
  }

  @Test
  void runWithoutAMeasurementSaysSo() {
    assertThat(BestTable.of(SmallRun.started(), Cells.plan(Cells.problem())))
        .isEqualTo("Nothing was measured.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', 0",
    "97.214, %, 97.21 %",
    "95, %, 95.00 %",
    "-0.16342, '', -0.1634",
    "0.0123412, ms, 0.01234 ms",
    "0.00001234, '', 1.234e-05",
    "512, '', 512",
    "9999, '', 9999",
    "12345, '', 12.35 k",
    "999960, '', 1.000 M",
    "1674560, B, 1.675 M B",
    "6000000, '', 6 M",
    "2.5e12, '', 2.500 T"
  })
  void numbersHaveFourDigitsAndAPrefix(double value, String unit, String text) {
    assertThat(Quantity.text(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "97.5, 0.304, %, 97.50 +- 0.30 %",
    "0.6931, 0.01234, '', 0.6931 +- 0.012",
    "12.5, 0, ms, 12.50 +- 0 ms",
  })
  void spreadIsGivenWithTheMean(double mean, double deviation, String unit, String text) {
    Spread spread = new Spread(mean, OptionalDouble.of(deviation));
    assertThat(Quantity.text(spread, unit)).isEqualTo(text);
  }
}
