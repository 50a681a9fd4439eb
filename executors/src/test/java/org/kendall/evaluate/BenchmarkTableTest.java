package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class BenchmarkTableTest {
  private static final Path SHARED =
      Path.of(System.getProperty("kendall.root"), "../shared/data/nas");
  private static final Nasbench201 CELLS = new Nasbench201(16, 5);

  /** Twice the same network: what enters a node over two edges may do so in either order. */
  private static final String ONE =
      "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|";

  private static final String SAME =
      "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|";
  private static final String OTHER =
      "|nor_conv_1x1~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|";

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static TableSettings cells(Path file) {
    return new TableSettings(
        file.toString(),
        CELLS,
        List.of("cell"),
        List.of(new ColumnMetric("acc", "accuracy", "%", Metric.Direction.MAXIMIZE)),
        "time");
  }

  @Test
  void aCandidateIsFoundAsItIsWrittenOrElseByItsCanonicalForm() throws IOException {
    Path file = file("a.csv", "cell,acc,time\n%s,90,7\n%s,91,8\n".formatted(OTHER, ONE));
    BenchmarkTable table = BenchmarkTable.of(cells(file));
    assertThat(table.candidates()).extracting(CELLS::describe).containsExactly(OTHER, ONE);
    assertThat(table.values("accuracy")).containsExactly(90, 91);
    assertThat(table.seconds()).hasValue(new double[] {7, 8});
    assertThat(table.row(CELLS.parse(ONE))).hasValue(1);
    assertThat(table.row(CELLS.parse(SAME))).hasValue(1);
    assertThat(table.row(Candidate.of(3, 3, 3, 3, 3, 3))).isEmpty();
    assertThat(table.metrics(1)).isEqualTo(Map.of("accuracy", 91.0, "training_seconds", 8.0));
  }

  @Test
  void ofTwoRowsThatMeanTheSameEachIsItsOwnAndTheFirstServesTheRest() throws IOException {
    Path file = file("a.csv", "cell,acc,time\n%s,90,7\n%s,91,8\n".formatted(SAME, ONE));
    BenchmarkTable table = BenchmarkTable.of(cells(file));
    assertThat(table.row(CELLS.parse(SAME))).hasValue(0);
    assertThat(table.row(CELLS.parse(ONE))).hasValue(1);
    Candidate third =
        CELLS.parse("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|skip_connect~2|");
    assertThat(CELLS.canonical(third)).isEqualTo(CELLS.canonical(CELLS.parse(ONE)));
    assertThat(table.row(third)).hasValue(0);
  }

  @Test
  void aKeyThatTheSpaceDoesNotReadIsNamedWithRowAndColumn() throws IOException {
    Path file = file("a.csv", "cell,acc,time\n%s,90,7\n|x~0|,91,8\n".formatted(ONE));
    assertThatThrownBy(() -> BenchmarkTable.of(cells(file)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "The table %s holds no candidate of the space in row 2 (line 3), column cell.\nThe cell (|x~0|) must have the form "
                .formatted(file));
  }

  @Test
  void aCandidateThatIsThereTwiceIsNamedWithBothRows() throws IOException {
    Path file =
        file("a.csv", "cell,acc,time\n%1$s,90,7\n%2$s,1,1\n%1$s,91,8\n".formatted(ONE, OTHER));
    assertThatThrownBy(() -> BenchmarkTable.of(cells(file)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "The table %s holds one candidate twice: %s in row 1 (line 2) and %2$s in row 3 (line 4), column cell.\nMaybe "
                .formatted(file, ONE));
  }

  @Test
  void twoSpellingsOfOneCandidateAreATwinToo() throws IOException {
    Path file = file("a.csv", "adj,ops,acc\n101 ,3,1\n101,3,2\n".replace("101 ", "101"));
    assertThatThrownBy(() -> BenchmarkTable.of(graphs(file.toString(), "acc")))
        .hasMessageContaining(
            "101 3 in row 1 (line 2) and 101 3 in row 2 (line 3), columns adj and ops");
  }

  @Test
  void timeCannotBeNegative() throws IOException {
    Path file = file("a.csv", "cell,acc,time\n%s,90,-7\n".formatted(ONE));
    assertThatThrownBy(() -> BenchmarkTable.of(cells(file)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("holds -7.0 seconds in row 1 (line 2), column time");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    ColumnMetric acc = new ColumnMetric("acc", "", "", Metric.Direction.MAXIMIZE);
    assertThat(acc.name()).isEqualTo("acc");
    assertThatThrownBy(() -> new TableSettings("f", CELLS, List.of(), List.of(acc), ""))
        .hasMessage("The key ([]) must name a column.");
    assertThatThrownBy(() -> new TableSettings("f", CELLS, List.of("k"), List.of(), ""))
        .hasMessage("The metrics (none) must be at least one.");
    assertThatThrownBy(() -> new TableSettings("f", CELLS, List.of("k"), List.of(acc, acc), ""))
        .hasMessage("The metrics (acc twice) must have different names.");
    assertThatThrownBy(() -> new ColumnMetric("Test Acc", "", "", Metric.Direction.MAXIMIZE))
        .hasMessage("The metric name (Test Acc) must be in snake case.");
  }

  private static TableSettings graphs(String file, String metric) {
    return new TableSettings(
        file,
        new Nasbench101(),
        List.of("adj", "ops"),
        List.of(new ColumnMetric(metric, "", "%", Metric.Direction.MAXIMIZE)),
        "");
  }

  /** All 423,624 rows; the best accuracy and the mean are those of the published table. */
  @Test
  void allOfNasbench101IsLoadedInSecondsAndFound() {
    Path file = SHARED.resolve("nasbench101.csv.gz");
    assumeThat(file).exists();
    TableSettings settings = graphs(file.toString(), "test_acc_e108");
    long start = System.nanoTime();
    BenchmarkTable table = BenchmarkTable.of(settings);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(seconds).isLessThan(12); // under 3 s on a machine that has nothing else to do
    assertThat(table.candidates()).hasSize(423_624);
    assertThat(Arrays.stream(table.values("test_acc_e108")).max()).hasValue(94.3176);
    SearchSpace<?> space = table.space();
    for (int row = 0; row < 423_624; row += 1000) {
      Candidate candidate = table.candidates().get(row);
      assertThat(table.row(candidate)).hasValue(row);
      assertThat(table.row(space.canonical(candidate))).hasValue(row); // each class is there once
    }
  }
}
