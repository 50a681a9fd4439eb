package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmarks of the loop, in small. */
@Tag("spark")
class LoopBenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... options) {
    List<String> arguments = new ArrayList<>(List.of("bench"));
    arguments.addAll(List.of(options));
    return Kendall.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void historyTellsWhatEachTrialCosts() throws Exception {
    assertThat(bench("history", "--trials=300")).as(err.toString()).isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString());
    assertThat(figures.get("trials").asInt()).isEqualTo(300);
    assertThat(figures.get("resume_seconds").asDouble()).isBetween(0.0, 10.0);
    assertThat(figures.get("report_seconds").asDouble()).isBetween(0.0, 30.0);
    assertThat(figures.get("report.html_mb").asDouble()).isPositive();
  }

  @Test
  void rollingRoundsKeepWorkersBusyUntilTheLastTrialAndClosedOnesWait() {
    assertThat(bench("workers", "--workers=4", "--cv=0.1,1", "--per-worker=6"))
        .as(err.toString())
        .isZero();
    Map<String, Double> busy = new TreeMap<>();
    for (String line : out.toString().lines().skip(1).toList()) {
      String[] cells = line.strip().split("\\s+");
      busy.put(cells[1] + " " + cells[2], Double.parseDouble(cells[3]));
    }
    assertThat(busy.get("0.1 rolling")).isGreaterThan(0.99);
    assertThat(busy.get("1.0 rolling")).isGreaterThan(0.99);
    assertThat(busy.get("0.1 closed")).isBetween(0.7, 0.98);
    assertThat(busy.get("1.0 closed")).isLessThan(busy.get("0.1 closed"));
  }

  @Test
  void badOptionsAreBadInput() {
    assertThat(bench("history", "--trials=3")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("The trials (3) must be at least 64.");
    assertThat(bench("workers", "--workers=0")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("The workers ([0]) and the trials per worker (8)");
    assertThat(bench("workers", "--cv=-1")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(bench("dispatch", "--stragglers=2")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("The stragglers (2.0) must be a share in [0, 1].");
  }
}
