package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The space and the benchmark's table of all its cells have the same classes. */
class Nasbench101TableTest {
  private static final Nasbench101 SPACE = new Nasbench101();
  private static final int CLASSES = 423_624;

  @Test
  void theTableHasEveryClassOnce() throws IOException {
    List<String> rows = rows();
    List<Candidate> cells = new ArrayList<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (String row : rows) {
      cells.add(SPACE.canonical(SPACE.parse(row)));
    }
    Duration spent = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

    assertThat(new HashSet<>(cells))
        .hasSize(CLASSES)
        .isEqualTo(new HashSet<>(SPACE.list().toList()));
    assertThat(spent).isLessThan(Duration.ofSeconds(3));
    assertThat(rows.stream().allMatch(row -> SPACE.allows(SPACE.parse(row)))).isTrue();
  }

  @Test
  void theTableIsInTheOrderOfTheBenchmarksHashes() throws IOException {
    List<String> rows = rows();
    List<String> hashes =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    Nasbench101Hash.of(
                        SPACE.decode(SPACE.parse(rows.get(i * 2100))), Nasbench101Hash::md5))
            .toList();

    assertThat(hashes).isSorted().doesNotHaveDuplicates();
  }

  /** The key columns of the shared table. */
  private static List<String> rows() throws IOException {
    Path file =
        Path.of(System.getProperty("kendall.root", "."), "../shared/data/nas/nasbench101.csv.gz");
    assumeTrue(Files.exists(file), "The table of NAS-Bench-101 is not here.");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .map(v -> v[2] + " " + v[3])
          .toList();
    }
  }
}
