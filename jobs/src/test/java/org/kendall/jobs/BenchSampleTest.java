package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchSampleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int sample(String... options) {
    CommandLine commandLine =
        Kendall.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] arguments = new String[options.length + 2];
    arguments[0] = "bench";
    arguments[1] = "sample";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return commandLine.execute(arguments);
  }

  /** Without PyTorch for Python its columns are empty; with it, both make the same images. */
  @Test
  void smallSettingsGiveAllFigures() throws IOException {
    String networks = "8x1,24x2";
    int code =
        sample(
            "--networks=" + networks,
            "--images=20",
            "--steps=3",
            "--rounds=1",
            "--turn-ms=1",
            "--generations=3");
    assertThat(code).as(err.toString()).isZero();
    JsonNode json =
        new ObjectMapper().readTree(out.toString().lines().reduce((a, b) -> b).orElseThrow());
    for (String network : networks.split(",")) {
      JsonNode figures = json.get("sampling").get(network);
      assertThat(figures.get("images_per_second").asDouble()).isPositive();
      assertThat(figures.get("two_slots_gain").asDouble()).isPositive();
      assertThat(figures.get("difference").asDouble()).isLessThan(1e-5);
    }
    JsonNode few = json.get("sharing").get("1 to 2");
    JsonNode many = json.get("sharing").get("1 to 10");
    assertThat(few.get("spared").get(2).asDouble()).isBetween(0.1, 0.9);
    assertThat(many.get("spared").get(2).asDouble())
        .isLessThan(few.get("spared").get(2).asDouble());
    assertThat(few.get("spared_of_run").get(2).asDouble())
        .isGreaterThanOrEqualTo(few.get("spared").get(2).asDouble());
    for (String clock : List.of("wall clock", "processor time")) {
      JsonNode foretelling = json.get("foretelling").get(clock);
      assertThat(foretelling.get("foretold")).hasSize(20);
      assertThat(foretelling.get("ratio").asDouble()).isPositive();
      assertThat(foretelling.get("tau").asDouble()).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void badOptionsAreBadInput() {
    assertThat(sample("--networks=64")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("A network (64) must be a width and a number of blocks, such as 128x2.");
    assertThat(sample("--networks=0x2")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(sample("--steps=1001")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("The steps (1001) must be 1 to 1000.");
    assertThat(sample("--rounds=0")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("The images (500), rounds (0),");
  }
}
