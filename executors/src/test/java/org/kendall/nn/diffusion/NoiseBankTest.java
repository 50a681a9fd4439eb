package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class NoiseBankTest {
  /** The known answers that come with the authors' Random123. */
  @Test
  void philoxGivesTheKnownAnswers() {
    assertThat(Philox.words(0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Philox.words(-1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Philox.words(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3243f6a88L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void anImageIsTheSameInWhicheverPartOfTheBank() {
    NoiseBank bank = new NoiseBank(7, 65);
    float[] all = bank.images(0, 100);
    assertThat(bank.images(37, 5)).containsExactly(Arrays.copyOfRange(all, 37 * 65, 42 * 65));
    assertThat(new NoiseBank(8, 65).images(37, 5)).isNotEqualTo(bank.images(37, 5));
  }

  /** A false alarm is as likely as 1 in 1,000; the seed is fixed. */
  @Test
  void theNumbersAreNormal() {
    float[] numbers = new NoiseBank(1, 64).images(1_000_000_000_000L, 500);
    double[] sample = new double[numbers.length];
    Arrays.setAll(sample, i -> numbers[i]);
    double p =
        new KolmogorovSmirnovTest()
            .kolmogorovSmirnovTest(new NormalDistribution(null, 0, 1), sample);
    assertThat(p).isGreaterThan(1e-3);
    double pairs = 0;
    for (int i = 0; i + 1 < sample.length; i++) {
      pairs += sample[i] * sample[i + 1];
    }
    assertThat(pairs / sample.length).isCloseTo(0, within(4 / Math.sqrt(sample.length)));
  }
}
