package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.nn.CellNetwork;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;
import org.kendall.space.LowFidelityKind;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;
import org.kendall.space.SearchSpaceContract;

class InformedCellsTest extends SearchSpaceContract<CellNetwork> {
  private static final Nasbench201 CELLS = new Nasbench201(16, 5);

  /** One 1x1 convolution; the same behind an edge that leads nowhere; one 3x3 convolution. */
  private static final Candidate ONE = Candidate.of(0, 0, 0, 2, 0, 0);

  private static final Candidate ONE_AGAIN = Candidate.of(1, 0, 0, 2, 0, 0);
  private static final Candidate ONE_ONCE_MORE = Candidate.of(3, 0, 0, 2, 0, 0);
  private static final Candidate TWO = Candidate.of(0, 0, 0, 3, 0, 0);
  private static final Candidate THREE = Candidate.of(0, 0, 0, 4, 0, 0);

  @TempDir private Path folder;

  private InformedCells<CellNetwork> some;

  @BeforeEach
  void writeSome() throws IOException {
    some = informed(ONE, "1,5", TWO, "2,");
  }

  @Override
  protected SearchSpace<CellNetwork> space() {
    return some;
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return CELLS.canonical(candidate);
  }

  private InformedCells<CellNetwork> informed(Object... cellsAndValues) throws IOException {
    return new InformedCells<>(CELLS, List.of(table(List.of("a", "b"), cellsAndValues)));
  }

  private LowFidelityTable table(List<String> columns, Object... cellsAndValues)
      throws IOException {
    StringBuilder text = new StringBuilder("cell,a,b\n");
    for (int i = 0; i < cellsAndValues.length; i += 2) {
      text.append(CELLS.describe((Candidate) cellsAndValues[i])).append(',');
      text.append(cellsAndValues[i + 1]).append('\n');
    }
    Path file = folder.resolve(Math.abs(text.toString().hashCode()) + ".csv");
    Files.writeString(file, text);
    return new LowFidelityTable(file.toString(), List.of("cell"), columns, List.of(-1e8));
  }

  private static double quantile(double share) {
    return new NormalDistribution().inverseCumulativeProbability(share);
  }

  @Test
  void aKindIsTheNormalQuantileOfItsRank() throws IOException {
    InformedCells<?> space = informed(ONE, "-7,1", TWO, "3e40,1", THREE, "0,2");
    // Three cells: the middles of the thirds, and of the first two thirds where two are equal.
    assertThat(space.lowFidelity(0, ONE)).hasValue(quantile(1 / 6.0));
    assertThat(space.lowFidelity(0, THREE).orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(space.lowFidelity(0, TWO)).hasValue(quantile(5 / 6.0));
    assertThat(space.lowFidelity(1, ONE)).hasValue(quantile(1 / 3.0));
    assertThat(space.lowFidelity(1, TWO)).hasValue(quantile(1 / 3.0));
  }

  @Test
  void theCanonicalCellsOwnRowCountsElseTheMeanOfItsClass() throws IOException {
    InformedCells<?> space =
        informed(ONE_AGAIN, "9,1", ONE, "1,", ONE_ONCE_MORE, "9,4", TWO, "2,2", THREE, "3,3");
    assertThat(space.lowFidelity(0, ONE_AGAIN)).hasValue(quantile(1 / 6.0));
    // 2.5, the mean of 1 and 4, lies between 2 and 3.
    assertThat(space.lowFidelity(1, ONE).orElseThrow()).isCloseTo(0, within(1e-12));
  }

  @Test
  void whatIsMissingIsCountedAndInTheMiddleAsAFeature() throws IOException {
    InformedCells<?> space = informed(ONE, "1,", TWO, "2,-1e8", THREE, ",3");
    assertThat(space.coverage())
        .containsExactly(new LowFidelityKind("a", 2, 1), new LowFidelityKind("b", 1, 2));
    assertThat(space.lowFidelity(1, ONE)).isEmpty();
    assertThat(space.lowFidelity(1, TWO)).isEmpty();
    double[] features = space.features(ONE);
    assertThat(features).startsWith(CELLS.features(ONE));
    assertThat(features).endsWith(quantile(1 / 4.0), 0);
    assertThat(space.features()).hasSize(features.length);
    Candidate unheard = Candidate.of(3, 3, 3, 3, 3, 3);
    assertThat(space.lowFidelity(0, unheard)).isEmpty();
    assertThat(space.features(unheard)).endsWith(0.0, 0.0);
  }

  @Test
  void aCandidateIsCompleteWithAValueOfEachKindInItsOwnRow() throws IOException {
    InformedCells<?> space = informed(ONE, "1,1", TWO, "2,", THREE, "3,-1e8");
    assertThat(Stream.of(ONE, ONE_AGAIN, TWO, THREE).map(space::isComplete))
        .containsExactly(true, false, false, false);
  }

  @Test
  void everythingElseIsTheCells() throws IOException {
    InformedCells<CellNetwork> space = informed(ONE, "1,1");
    assertThat(space.list().toList()).isEqualTo(CELLS.list().toList());
    assertThat(LongStream.range(0, 500).mapToObj(space::at))
        .allSatisfy(
            cell -> {
              assertThat(space.graphs(cell)).isEqualTo(CELLS.graphs(cell));
              assertThat(space.tokens(cell)).isEqualTo(CELLS.tokens(cell));
              assertThat(space.describe(cell)).isEqualTo(CELLS.describe(cell));
            });
    assertThat(InformedCells.of(CELLS, List.of())).isSameAs(CELLS);
  }

  @Test
  void whatCannotBeToldIsRefused() throws IOException {
    LowFidelityTable table = table(List.of("a"), ONE, "1,1");
    assertThatThrownBy(() -> new InformedCells<>(CELLS, List.of(table, table)))
        .hasMessageStartingWith("The columns (a twice) must differ");
    ChoiceSpace colors =
        new ChoiceSpace(List.of(Choice.categorical("color", List.of("red", "green"))));
    assertThatThrownBy(() -> new InformedCells<>(colors, List.of(table)))
        .hasMessageContaining("ChoiceSpace is none");
    assertThatThrownBy(() -> table(List.of(), ONE, "1,1"))
        .hasMessage("The columns (none) must be at least one.");
  }

  @Test
  void badTablesAreRefusedByTheirNames() throws IOException {
    assertRefused(table(List.of("c"), ONE, "1,1"), "has no column c");
    assertRefused(table(List.of("a", "b"), ONE, "1,", TWO, "1,"), "no value at all in column b");
    assertRefused(table(List.of("a"), ONE, "1,1", ONE, "2,1"), "holds one candidate twice");
    Path other = Files.writeString(folder.resolve("other.csv"), "cell,a\n0.1.2,3\n");
    assertRefused(
        new LowFidelityTable(other.toString(), List.of("cell"), List.of("a"), List.of()),
        "holds no candidate of the space in row 1 (line 2), column cell");
  }

  private static void assertRefused(LowFidelityTable table, String why) {
    assertThatThrownBy(() -> new InformedCells<>(CELLS, List.of(table)).coverage())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(table.table())
        .hasMessageContaining(why);
  }
}
