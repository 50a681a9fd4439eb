package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kendall.search.RunLog;

class ReportPageTest {
  @Test
  void shot() throws IOException {
    Path out = Path.of(System.getProperty("shot.dir"));
    write(out, "full", SyntheticRun.of(60, 2));
    write(out, "big", SyntheticRun.of(2480, 16));
    RunLog full = SyntheticRun.of(60, 2);
    write(
        out,
        "empty",
        new RunLog(full.header(), full.sessions(), java.util.List.of(), java.util.List.of()));
    write(
        out,
        "one",
        new RunLog(
            full.header(),
            full.sessions(),
            full.rounds().subList(0, 1),
            full.evaluations().subList(0, 1)));
    assertThat(out).exists();
  }

  private static void write(Path out, String name, RunLog log) throws IOException {
    Files.writeString(
        out.resolve(name + ".html"),
        Report.html(
            log,
            Cells.problem(),
            "job: cell-digits\nseed: 7\nspace:\n  kind: nas-bench-201\n  stem_channels: 8\n"));
    long t = System.nanoTime();
    Report.html(log, Cells.problem(), "x");
    System.out.println(name + " " + (System.nanoTime() - t) / 1e6 + " ms");
    System.out.println(BestTable.of(log, Cells.problem()));
    Files.writeString(out.resolve(name + ".json"), Summary.of(log, Cells.problem()).toJson());
  }
}
