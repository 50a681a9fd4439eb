package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kendall.data.BadDataException;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageShape;

class RealImagesTest {
  private static final ImageShape SHAPE = new ImageShape(1, 3, 3, 2);
  private static final ImageSet ONE =
      new ImageSet(
          SHAPE, new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255}, new byte[] {1});

  @Test
  void imagesAsTheyAreGoFromMinusOneToOne() {
    RealImages images = RealImages.of(ONE, 0);
    assertThat(images.pixels()).containsExactly(1, -1, -1, -1, 1, -1, -1, -1, 1);
    assertThat(images.labels()).containsExactly(1);
  }

  @Test
  void blocksAreAveragedAndTheRestIsDark() {
    // 3 x 3 becomes 4 x 4 with a dark last row and column; blocks of 2 x 2 hold 2, 0, 0, 1 bright.
    RealImages images = RealImages.of(ONE, 2);
    assertThat(images.shape()).isEqualTo(new ImageShape(1, 2, 2, 2));
    assertThat(images.pixels()).containsExactly(0, -1, -1, -0.5f);
  }

  @Test
  void imagesAreNotMadeLarger() {
    assertThatThrownBy(() -> RealImages.of(ONE, 4))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("1 x 3 x 3) cannot be made as large as 4 x 4");
  }
}
