package org.kendall.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.kendall.evaluate.sampling.SampleImages;
import org.kendall.search.RunDirectory;

/** The first images that confirmed schedules made, small enough for a page. */
final class Samples {
  /** Rows of images in the picture that a trial leaves, and the pixels between them. */
  private static final int ROWS = 4;

  private static final int GAP = 1;

  /** Larger images are made smaller. */
  private static final int MOST_PIXELS = 128;

  /** Pictures up to this height are kept to the pixel, larger ones as JPEG. */
  private static final int EXACT_PIXELS = 64;

  private Samples() {}

  /**
   * A row of images.
   *
   * @param uri with all of the picture in it
   * @param width in pixels, as the height
   */
  record Picture(String uri, int width, int height) {}

  /**
   * A row of images for each arm within each budget, all from the same noise, by the number of the
   * trial that made them. What is not there, or is no picture, is left out.
   */
  static Map<Long, Picture> of(List<BudgetResults.Result> budgets, RunDirectory directory) {
    Map<Long, Picture> samples = new TreeMap<>();
    for (BudgetResults.Result budget : budgets) {
      if (budget.seed().isPresent()) {
        for (BudgetResults.Found found : budget.arms()) {
          read(found.trial(), directory).ifPresent(row -> samples.put(found.trial(), row));
        }
      }
    }
    return samples;
  }

  private static Optional<Picture> read(long trial, RunDirectory directory) {
    try {
      Optional<byte[]> file = directory.readBytes(RunDirectory.ofTrial(trial, SampleImages.SHEET));
      BufferedImage sheet =
          file.isEmpty() ? null : ImageIO.read(new ByteArrayInputStream(file.get()));
      return sheet == null ? Optional.empty() : Optional.of(picture(firstRow(sheet)));
    } catch (IOException e) {
      return Optional.empty(); // torn by a crash while it was written
    }
  }

  private static BufferedImage firstRow(BufferedImage sheet) {
    int height = Math.max(1, (sheet.getHeight() + GAP) / ROWS - GAP);
    BufferedImage row = sheet.getSubimage(0, 0, sheet.getWidth(), height);
    while (row.getHeight() >= 2 * MOST_PIXELS) {
      row = scaled(row, row.getHeight() / 2); // what is between would be passed over
    }
    return scaled(row, Math.min(MOST_PIXELS, row.getHeight()));
  }

  private static BufferedImage scaled(BufferedImage image, int height) {
    int width = Math.max(1, Math.round((float) image.getWidth() * height / image.getHeight()));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static Picture picture(BufferedImage row) throws IOException {
    String format = row.getHeight() <= EXACT_PIXELS ? "png" : "jpeg";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(row, format, bytes);
    String text = Base64.getEncoder().encodeToString(bytes.toByteArray());
    return new Picture(
        "data:image/%s;base64,%s".formatted(format, text), row.getWidth(), row.getHeight());
  }
}
