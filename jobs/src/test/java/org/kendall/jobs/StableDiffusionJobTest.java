package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The job about Stable Diffusion as it comes, on tiny modules in place of the real ones. */
class StableDiffusionJobTest extends StudyCommandTest {
  private static final Path JOB =
      Path.of(System.getProperty("kendall.root"), "jobs/model-schedule-stable-diffusion.yaml");

  private int search(TracedZoo zoo, Path run, String... more) {
    List<String> settings = new ArrayList<>(zoo.settings());
    settings.addAll(
        List.of(
            "evaluate.images=60",
            "evaluate.shared_bytes=1000000",
            "strategy.initial=8",
            "rounds={kind: closed, size: 4}",
            "stop.trials=12",
            "rivals={planned: planned-jumps, switch: {name: two-models, shares: [0.5]}}"));
    settings.addAll(List.of(more));
    List<String> arguments =
        new ArrayList<>(List.of("search", JOB.toString(), "--run-dir", run.toString()));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return run(arguments.toArray());
  }

  @Test
  @Tag("spark")
  void itRunsWholeAndRefusesToGoOnWithOtherFeatures() throws Exception {
    System.setProperty("spark.master", "local[2]");
    TracedZoo zoo = TracedZoo.in(directory.resolve("made"));
    Path run = directory.resolve("run");

    assertThat(search(zoo, run)).as(err.toString()).isZero();

    assertThat(measured(run.resolve("prepared"))).hasSize(3); // texts, reference, jumps
    assertThat(run.resolve("prepared/texts/text.bin")).hasSize((1 + 3) * 3 * 5 * Float.BYTES);
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.at("/trials/stages/search/measured").asInt()).isEqualTo(12);
    assertThat(summary.at("/budgets")).hasSize(4);
    for (JsonNode budget : summary.at("/budgets")) {
      for (JsonNode arm : budget.at("/arms")) {
        assertThat(arm.at("/cost").asDouble()).isLessThanOrEqualTo(budget.at("/limit").asDouble());
        assertThat(arm.at("/metrics/quality/mean").asDouble()).isPositive();
      }
    }

    List<String> before = measured(run);
    zoo.copy("decoder.pt", "inception.pt");
    assertThat(search(zoo, run, "stop.trials=16")).isEqualTo(2);
    assertThat(err.toString()).contains("inception.pt, has the checksum");
    assertThat(measured(run)).isEqualTo(before);
  }

  @Test
  void whatIsNotThereIsNamedBeforeAnythingRuns() throws Exception {
    TracedZoo zoo = TracedZoo.in(directory.resolve("made"));
    Path run = directory.resolve("run");
    assertThat(search(zoo, run, "evaluate.texts={}")).isEqualTo(2);
    assertThat(err.toString())
        .contains("take texts of 3 tokens, 5 wide, but evaluate.texts gives no text");
    assertThat(search(zoo, run, "evaluate.compared_side=0", "evaluate.features.width=100"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("(80 images) must have as many images as there are");
    assertThat(search(zoo, run, "evaluate.texts.bank=elsewhere")).isEqualTo(2);
    assertThat(err.toString()).contains("must not both be given");
    assertThat(Files.exists(run)).isFalse();
  }
}
