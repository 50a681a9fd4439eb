package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;
import org.kendall.space.SearchSpace;

/** A space of three candidates of which a table tells the cost of one. */
class TableCostTest {
  private static final Candidate TOLD = Candidate.of(0);
  private static final Candidate NEGATIVE = Candidate.of(1);
  private static final Candidate ABSENT = Candidate.of(2);
  private static final Metric SCORE = Metric.maximized("score", "%");
  private static final Metric LATENCY = Metric.minimized("phone", "ms");
  private static final ChoiceSpace SPACE =
      new ChoiceSpace(List.of(Choice.categorical("width", List.of("8", "16", "32"))));

  @TempDir private Path folder;
  private TableSettings table;

  @BeforeEach
  void write() throws IOException {
    String rows =
        "cell,ms,mj\n%s,2.5,7\n%s,-1,7\n".formatted(SPACE.describe(TOLD), SPACE.describe(NEGATIVE));
    table = table(Files.writeString(folder.resolve("costs.csv"), rows), "mj");
  }

  private static TableSettings table(Path file, String second) {
    return new TableSettings(
        file.toString(),
        SPACE,
        List.of("cell"),
        List.of(
            new ColumnMetric("ms", "latency", "ms", Metric.Direction.MINIMIZE),
            new ColumnMetric(second, "energy", "mJ", Metric.Direction.MAXIMIZE)),
        "");
  }

  private Problem<?> problem(Objectives objectives) {
    TableLookup lookup = new TableLookup(table);
    return problem(SPACE, lookup, objectives);
  }

  private <D> Problem<D> problem(SearchSpace<D> space, TableLookup lookup, Objectives objectives) {
    TableCost cost = new CostColumn(table, "latency").named("phone");
    return new Problem<>(space, lookup, List.of(cost), Map.of(), objectives, Budgets.NONE);
  }

  @Test
  void aCandidateWithoutACostIsNeverEvaluated() {
    Problem<?> problem = problem(Objectives.of(SCORE));
    assertThat(problem.costs(TOLD)).isEqualTo(Map.of("phone", 2.5));
    assertThat(problem.allows(TOLD)).isTrue();
    for (Candidate unknown : List.of(NEGATIVE, ABSENT)) {
      assertThat(problem.costs(unknown)).isEqualTo(Map.of("phone", Double.POSITIVE_INFINITY));
      assertThat(problem.allows(unknown)).isFalse();
    }
    assertThat(((TableCost) problem.costs().get(0)).unknownRows()).isEqualTo(1);
  }

  @Test
  void gainsAreLargerForWhatIsBetterByEachObjective() {
    Problem<?> problem = problem(new Objectives(List.of(LATENCY, SCORE), Map.of()));
    Trial trial = new Trial(1, Stage.SEARCH, TOLD, 0, 1);
    Place place = new Place("h", "0", "cpu", 0, 0, 1);
    Evaluation measured = new Evaluation.Measured(trial, place, Map.of("score", 90.0));
    Evaluation failed = new Evaluation.Failed(trial, place, FailureKind.DIVERGED, "It did.", "");
    assertThat(problem.gains(measured))
        .hasValueSatisfying(gains -> assertThat(gains).containsExactly(-2.5, 90));
    assertThat(problem.gains(failed)).isEmpty();
    assertThat(measured.metric("phone")).isEqualTo(OptionalDouble.empty());
    assertThat(problem.objective()).isEqualTo(SCORE);
    assertThat(problem.measuredObjectives()).containsExactly(SCORE);
  }

  @Test
  void theReferenceIsWhatIsToldElseTheWorstAsAGain() {
    Objectives objectives = new Objectives(List.of(LATENCY, SCORE), Map.of("phone", 9.0));
    assertThat(objectives.referenceOf(List.of(new double[] {-3, 90}, new double[] {-20, 95})))
        .containsExactly(-9, 90);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Objectives(List.of(SCORE, SCORE), Map.of()))
        .hasMessage("The objectives (score twice) must be different.");
    assertThatThrownBy(() -> new Objectives(List.of(SCORE), Map.of("phone", 1.0)))
        .hasMessage("The reference (phone) is of none of the objectives; they are score.");
    assertThatThrownBy(() -> new CostColumn(table, "energi"))
        .hasMessage("The column (energi) is not a metric of the table; there are latency, energy.");
    assertThatThrownBy(() -> new CostColumn(table, "energy"))
        .hasMessageStartingWith("The column (energy) is better when it is larger, but a cost");
    TableSettings lacking = table(folder.resolve("costs.csv"), "watts");
    Candidate any = TOLD;
    TableCost there = new CostColumn(lacking, "latency").named("phone");
    assertThat(there.cost(any, "")).isEqualTo(2.5); // what is not asked for need not be there
    TableCost wrong =
        new CostColumn(
                new TableSettings(
                    table.file(),
                    SPACE,
                    List.of("cell"),
                    List.of(new ColumnMetric("us", "", "us", Metric.Direction.MINIMIZE)),
                    ""),
                "")
            .named("phone");
    assertThatThrownBy(() -> wrong.cost(any, ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("us");
  }

  @Test
  void budgetsGoWithOneObjective() {
    TableCost cost = new CostColumn(table, "latency").named("phone");
    assertThatThrownBy(
            () ->
                new Problem<>(
                    SPACE,
                    new TableLookup(table),
                    List.of(cost),
                    Map.of(),
                    new Objectives(List.of(SCORE, LATENCY), Map.of()),
                    new Budgets("phone", List.of(1.0))))
        .hasMessageStartingWith(
            "The budgets on phone go with one objective; here are score, phone.");
  }
}
