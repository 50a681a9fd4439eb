package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many trials cost, by the command as it was packaged. */
@Tag("spark")
class LongRunsIT {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void hundredThousandTrialsNeedOneGibibyteAndSecondsToGoOn() throws Exception {
    JsonNode figures = bench("history", "--trials=100000", "--driver-memory=1g");

    assertThat(figures.get("heap_limit_mb").asInt()).isLessThan(1_100);
    assertThat(figures.get("resume_seconds").asDouble()).isLessThan(10);
    assertThat(figures.get("report_seconds").asDouble()).isLessThan(30);
  }

  @Test
  void thousandTrialsKeepSixteenSlotsBusy() throws Exception {
    JsonNode figures =
        bench(
            "dispatch",
            "--slots=16",
            "--trials=1000",
            "--mean-ms=200",
            "--distribution=fixed",
            "--master=local[16]");

    assertThat(figures.get("wall_seconds").asDouble())
        .isLessThan(1.25 * figures.get("ideal_seconds").asDouble());
  }

  private JsonNode bench(String... options) throws Exception {
    Object[] command = new Object[options.length + 2];
    command[0] = Shell.kendall().resolve("jobs/kendall");
    command[1] = "bench";
    System.arraycopy(options, 0, command, 2, options.length);
    Shell.Outcome outcome = new Shell(folder).run(command);
    assertThat(outcome.exitCode()).describedAs(outcome.output()).isZero();
    return new ObjectMapper().readTree(outcome.output().substring(outcome.output().indexOf('{')));
  }
}
