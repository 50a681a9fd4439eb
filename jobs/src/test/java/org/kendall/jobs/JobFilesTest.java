package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every job file that comes with Kendall is a good one. */
class JobFilesTest {
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("kendall.root"), "jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aJobFileIsGood(Path file) {
    CheckedJob job = check(JobTree.read(file.toString(), List.of(), Catalog.load()));

    assertThat(job.summary()).contains("trials");
    assertThat(job.plan().job() + ".yaml").isEqualTo(file.getFileName().toString());
    CheckedJob again = check(JobTree.parse("again", job.resolvedYaml(), List.of(), Catalog.load()));
    assertThat(again.digest()).isEqualTo(job.digest());
    assertThat(again.plan()).isEqualTo(job.plan());
  }

  private static CheckedJob check(JobTree tree) {
    return tree.kind().check(tree);
  }
}
