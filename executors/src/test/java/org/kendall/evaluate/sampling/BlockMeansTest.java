package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kendall.data.ImageShape;

class BlockMeansTest {
  private static ImageShape shape(int channels, int height, int width) {
    return new ImageShape(channels, height, width, 1);
  }

  @Test
  void theLeastWholeFactorIsTaken() {
    assertThat(BlockMeans.atMost(16, shape(3, 256, 256)).to()).isEqualTo(shape(3, 16, 16));
    assertThat(BlockMeans.atMost(16, shape(1, 28, 28)).to()).isEqualTo(shape(1, 14, 14));
    assertThat(BlockMeans.atMost(16, shape(1, 20, 33)).to()).isEqualTo(shape(1, 7, 11));
    assertThat(BlockMeans.atMost(0, shape(3, 256, 256)).to()).isEqualTo(shape(3, 256, 256));
  }

  @Test
  void smallImagesStayAsTheyAre() {
    float[] images = new float[2 * 64];
    assertThat(BlockMeans.atMost(16, shape(1, 8, 8)).of(images)).isSameAs(images);
  }

  @Test
  void squaresAtTheEdgesAreCut() {
    // Of two channels, 2 x 3: a square of four, and one of two.
    float[] image = {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60};
    assertThat(new BlockMeans(shape(2, 2, 3), 2).of(image)).containsExactly(3, 4.5f, 30, 45);
  }
}
