package org.kendall.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Handwritten digits as lines of 64 values from 0 to 16, row by row, and a label from 0 to 9, with
 * commas between. A value v becomes the byte round(v x 255 / 16), so that 16 is full white.
 */
final class DigitsFormat implements ImageFormat {
  private static final ImageShape SHAPE = new ImageShape(1, 8, 8, 10);
  private static final int DEEPEST = 16;

  @Override
  public String layout() {
    return "digits: one .csv of lines with 8 x 8 values from 0 to 16 and a label from 0 to 9";
  }

  @Override
  public boolean wants(String name) {
    return name.endsWith(".csv");
  }

  @Override
  public Images read(List<StoredFile> files) {
    StoredFile file = files.get(0);
    if (files.size() > 1) {
      throw file.damaged("is one of %d".formatted(files.size()), "name one of the files");
    }
    List<String> lines = new String(file.content(), StandardCharsets.US_ASCII).lines().toList();
    if (lines.isEmpty()) {
      throw file.damaged("is empty", "fetch it again");
    }
    byte[] pixels = new byte[lines.size() * SHAPE.pixels()]; // (images, 1, 8, 8)
    byte[] labels = new byte[lines.size()];
    for (int line = 0; line < lines.size(); line++) {
      int[] values = values(file, lines.get(line), line + 1);
      for (int i = 0; i < SHAPE.pixels(); i++) {
        pixels[line * SHAPE.pixels() + i] = (byte) ((values[i] * 255 + DEEPEST / 2) / DEEPEST);
      }
      labels[line] = (byte) values[SHAPE.pixels()];
    }
    List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return Images.undivided(new ImageSet(SHAPE, pixels, labels), names);
  }

  private static int[] values(StoredFile file, String line, int number) {
    String[] cells = line.split(",", -1);
    int[] values = new int[SHAPE.pixels() + 1];
    boolean right = cells.length == values.length;
    for (int i = 0; right && i < values.length; i++) {
      right = cells[i].matches("\\d{1,2}");
      values[i] = right ? Integer.parseInt(cells[i]) : 0;
      right &= values[i] <= (i < SHAPE.pixels() ? DEEPEST : SHAPE.classes() - 1);
    }
    if (!right) {
      throw file.damaged(
          "has %d values in line %d, or one out of its range".formatted(cells.length, number),
          "it is damaged or of another kind: a line is 64 values from 0 to 16 and a label from 0 to 9");
    }
    return values;
  }
}
