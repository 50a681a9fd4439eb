package org.kendall.evaluate.sampling;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kendall.data.ImageShape;
import org.kendall.evaluate.quality.Vectors;

/** Some images in rows of eight, as a picture. */
final class SampleSheet {
  private static final int ROWS = 4;
  private static final int COLUMNS = 8;

  /** As many as a sheet shows. */
  static final int IMAGES = ROWS * COLUMNS;

  private static final int GAP = 1;

  private SampleSheet() {}

  /**
   * Writes the first of them.
   *
   * @param images of the shape, in [-1, 1]; grey or of three colours
   */
  static void write(Vectors images, ImageShape shape, Path file) throws IOException {
    int height = shape.height() + GAP;
    int width = shape.width() + GAP;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * width - GAP, ROWS * height - GAP, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < Math.min(IMAGES, images.count()); i++) {
      draw(images, i, shape, sheet, i % COLUMNS * width, i / COLUMNS * height);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(sheet, "png", file.toFile());
  }

  private static void draw(
      Vectors images, int image, ImageShape shape, BufferedImage sheet, int left, int top) {
    int area = shape.height() * shape.width();
    for (int place = 0; place < area; place++) {
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        int from = Math.min(channel, shape.channels() - 1) * area;
        float value = images.values()[image * images.width() + from + place];
        colour = colour << 8 | Math.round((value + 1) * 127.5f);
      }
      sheet.setRGB(left + place % shape.width(), top + place / shape.width(), colour);
    }
  }
}
