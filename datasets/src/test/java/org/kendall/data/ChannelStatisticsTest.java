package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChannelStatisticsTest {
  @Test
  void eachChannelHasItsMeanAndDeviation() {
    // (images, channels, height, width) = (2, 2, 1, 2)
    byte[] pixels = {0, (byte) 255, 51, 51, (byte) 255, 0, 51, 51};
    ImageSet images = new ImageSet(new ImageShape(2, 1, 2, 1), pixels, new byte[2]);
    ChannelStatistics statistics = ChannelStatistics.of(images);
    assertThat(statistics.means()).containsExactly(0.5, 0.2);
    assertThat(statistics.deviations()).containsExactly(0.5, 0.0);
  }

  @Test
  void aTinySpreadInALargeSetIsNotLostToRounding() {
    // One value of 4,000,000 is 254: mean 255 - p, variance p (1 - p) with p = 1 / 4,000,000.
    byte[] pixels = new byte[4_000_000];
    Arrays.fill(pixels, (byte) 255);
    pixels[123] = (byte) 254;
    ImageSet images = new ImageSet(new ImageShape(1, 2000, 2000, 1), pixels, new byte[1]);
    double p = 1 / 4e6;
    ChannelStatistics statistics = ChannelStatistics.of(images);
    assertThat(statistics.means().get(0)).isCloseTo(1 - p / 255, within(1e-15));
    assertThat(statistics.deviations().get(0))
        .isCloseTo(Math.sqrt(p * (1 - p)) / 255, within(1e-18));
  }

  @Test
  void noImagesHaveNoMean() {
    ImageSet none = new ImageSet(new ImageShape(1, 1, 1, 1), new byte[0], new byte[0]);
    assertThatThrownBy(() -> ChannelStatistics.of(none))
        .hasMessage("The mean of no images is not defined.");
  }
}
