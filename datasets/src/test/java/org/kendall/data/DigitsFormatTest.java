package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitsFormatTest extends DataContract {
  /** Bytes that stand for 0 .. 16 sixteenths of 255, computed by rounding half up. */
  private static final int[] LEVELS = {
    0, 16, 32, 48, 64, 80, 96, 112, 128, 143, 159, 175, 191, 207, 223, 239, 255
  };

  @Override
  Images example() {
    ImageShape shape = new ImageShape(1, 8, 8, 10);
    byte[] pixels = new byte[20 * 64];
    byte[] labels = new byte[20];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) LEVELS[random.nextInt(LEVELS.length)];
      labels[i / 64] = (byte) (i / 64 % 10);
    }
    return Images.undivided(new ImageSet(shape, pixels, labels), Example.numbers(10));
  }

  @Override
  Map<String, byte[]> files(Images images) {
    StringBuilder lines = new StringBuilder();
    for (int image = 0; image < images.train().size(); image++) {
      for (int i = 0; i < 64; i++) {
        int level = Arrays.binarySearch(LEVELS, images.train().pixel(image, i));
        lines.append(level).append(',');
      }
      lines.append(images.train().label(image)).append('\n');
    }
    return new HashMap<>(
        Map.of("digits.csv", lines.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aValueOutOfRangeIsRefusedWithItsLine() {
    Map<String, byte[]> files = files(example());
    String text = new String(files.get("digits.csv"), StandardCharsets.US_ASCII);
    int second = text.indexOf('\n') + 1;
    String line = text.substring(second).replaceFirst("\\d+", "17");
    files.put("digits.csv", (text.substring(0, second) + line).getBytes(StandardCharsets.US_ASCII));
    assertThat(refusal(files)).contains("digits.csv has 65 values in line 2");
  }
}
