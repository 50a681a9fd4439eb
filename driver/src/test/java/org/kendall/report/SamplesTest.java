package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;

class SamplesTest {
  @TempDir Path run;

  private Map<Long, Samples.Picture> samples(RunLog log) throws IOException {
    return Samples.of(
        BudgetResults.of(log, Schedules.plan()),
        new RunDirectory(run.toString(), new Configuration()));
  }

  /** The confirmed run without the trials that are numbered. */
  private static RunLog without(Long... trials) {
    RunLog log = Schedules.finished();
    List<Evaluation> rest = new ArrayList<>(log.evaluations());
    rest.removeIf(evaluation -> List.of(trials).contains(evaluation.trial().number()));
    return new RunLog(log.header(), log.sessions(), log.rounds(), rest);
  }

  private Path picture(long trial) throws IOException {
    Path file = run.resolve("trials/%d/samples.png".formatted(trial));
    Files.createDirectories(file.getParent());
    return file;
  }

  @Test
  void theFirstRowIsKeptToThePixel() throws IOException {
    Random random = new Random(3);
    BufferedImage sheet = new BufferedImage(71, 35, BufferedImage.TYPE_INT_RGB);
    for (int place = 0; place < 71 * 35; place++) {
      sheet.setRGB(place % 71, place / 71, random.nextInt(1 << 24));
    }
    ImageIO.write(sheet, "png", picture(4).toFile());
    Samples.Picture row = samples(Schedules.finished()).get(4L);
    BufferedImage read = read(row);
    assertThat(List.of(row.width(), row.height())).containsExactly(71, 8);
    assertThat(List.of(read.getWidth(), read.getHeight())).containsExactly(71, 8);
    assertThat(read.getRGB(0, 0, 71, 8, null, 0, 71))
        .isEqualTo(sheet.getRGB(0, 0, 71, 8, null, 0, 71));
  }

  @Test
  void largeImagesAreMadeSmaller() throws IOException {
    // Eight across of 300 x 300 pixels; a hue that changes slowly is the same when it is smaller.
    BufferedImage sheet = new BufferedImage(2407, 1203, BufferedImage.TYPE_INT_RGB);
    for (int place = 0; place < 2407 * 1203; place++) {
      int grey = 255 * (place % 2407) / 2406;
      sheet.setRGB(place % 2407, place / 2407, grey << 16 | grey << 8 | grey);
    }
    ImageIO.write(sheet, "png", picture(4).toFile());
    Samples.Picture row = samples(Schedules.finished()).get(4L);
    assertThat(List.of(row.width(), row.height())).containsExactly(1027, 128);
    assertThat(row.uri()).startsWith("data:image/jpeg;base64,").hasSizeLessThan(100_000);
    BufferedImage read = read(row);
    for (int x : new int[] {100, 500, 900}) {
      assertThat(read.getRGB(x, 64) & 0xff).isBetween(255 * x / 1026 - 4, 255 * x / 1026 + 4);
    }
  }

  @Test
  void whatIsMissingOrNoPictureIsLeftOut() throws IOException {
    assertThat(samples(Schedules.finished())).isEmpty();
    Schedules.leaveSheet(run, 4, 71, 35);
    Files.writeString(picture(5), "torn");
    Files.write(picture(6), java.util.Arrays.copyOf(Files.readAllBytes(picture(4)), 40));
    assertThat(samples(Schedules.finished())).containsOnlyKeys(4L);
  }

  @Test
  void allOfABudgetAreFromTheSameSeed() throws IOException {
    for (long trial = 4; trial <= 9; trial++) {
      Schedules.leaveSheet(run, trial, 71, 35);
    }
    assertThat(samples(Schedules.finished())).containsOnlyKeys(4L, 5L, 6L);
    // Of the single model, trial 6 from seed 1 failed; of a.b., both trials in the last.
    assertThat(samples(without(6L))).containsOnlyKeys(7L, 8L, 9L);
    assertThat(samples(without(4L, 7L))).containsOnlyKeys(5L, 6L);
    assertThat(samples(without(5L, 6L))).containsOnlyKeys(7L, 8L, 9L);
  }

  @Test
  void withoutACommonSeedABudgetHasNone() throws IOException {
    for (long trial = 4; trial <= 9; trial++) {
      Schedules.leaveSheet(run, trial, 71, 35);
    }
    // a.b., within the first budget, is confirmed from seed 1 alone, the single model from seed 2.
    RunLog log = without(6L, 7L);
    List<BudgetResults.Result> budgets = BudgetResults.of(log, Schedules.plan());
    assertThat(budgets.get(0).seed()).isEmpty();
    assertThat(budgets.get(1).seed()).isEqualTo(OptionalLong.of(2));
    assertThat(log.evaluations(Stage.CONFIRM)).hasSize(4);
    assertThat(samples(log)).containsOnlyKeys(8L, 9L);
  }

  private static BufferedImage read(Samples.Picture row) throws IOException {
    String text = row.uri().substring(row.uri().indexOf(',') + 1);
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
  }
}
