package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.space.DdimSchedules;

/** Every job file that comes with Kendall is a good one. */
class JobFilesTest {
  private static final Path SHARED =
      Path.of(System.getProperty("kendall.root"), "../shared/data/nas");

  @TempDir static Path directory;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("kendall.root"), "jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aJobFileIsGood(Path file) throws IOException {
    CheckedJob job = check(JobTree.read(file.toString(), settings(file), Catalog.load()));

    assertThat(job.summary()).contains("trials");
    assertThat(job.plan().job() + ".yaml").isEqualTo(file.getFileName().toString());
    CheckedJob again = check(JobTree.parse("again", job.resolvedYaml(), List.of(), Catalog.load()));
    assertThat(again.digest()).isEqualTo(job.digest());
    assertThat(again.plan()).isEqualTo(job.plan());
  }

  /**
   * A job about a table is told where it is; one about MNIST is content with other digits, and one
   * about Stable Diffusion with tiny modules.
   */
  private static List<String> settings(Path file) throws IOException {
    if (file.endsWith("rank-model-schedules.yaml")) {
      return List.of("table=" + tableOfSchedules());
    }
    if (file.endsWith("model-schedule-mnist.yaml")) {
      return List.of("evaluate.data=digits");
    }
    if (file.endsWith("model-schedule-stable-diffusion.yaml")) {
      return TracedZoo.in(directory).settings();
    }
    Matcher about =
        Pattern.compile("(rank|compare)-(\\w+)(-\\w+)?\\.yaml").matcher(file.toString());
    if (!about.find()) {
      return List.of();
    }
    Path table = SHARED.resolve(about.group(2) + ".csv.gz");
    assumeThat(table).exists();
    Path costs = SHARED.resolve("nasbench201_hwnasbench.csv.gz");
    return file.endsWith("compare-nasbench201-latency.yaml")
        ? List.of("table=" + table, "costs.edgegpu.table=" + costs)
        : List.of("table=" + table);
  }

  /** As a search leaves it, with made-up figures. */
  private static Path tableOfSchedules() throws IOException {
    DdimSchedules space = new DdimSchedules(List.of("small", "large"), 20);
    SplittableRandom random = new SplittableRandom(1);
    Set<String> rows = new LinkedHashSet<>(List.of("candidate,quality"));
    while (rows.size() <= 1_000) {
      rows.add(space.describe(space.random(random)) + ",1");
    }
    Path table = Files.write(directory.resolve("table.csv"), rows);
    Files.writeString(
        directory.resolve("table.yaml"),
        "space: {name: ddim-schedules, models: [small, large]}\nkey: [candidate]\n"
            + "metrics: [{column: quality, direction: minimize}]\n");
    return table;
  }

  private static CheckedJob check(JobTree tree) {
    return tree.kind().check(tree);
  }
}
