package org.kendall.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TableCost;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * A table that searches are compared on, and what they search it for.
 *
 * @param space the table's, as strategies see it
 * @param costs that other tables tell of the same candidates
 * @param objectives metrics of the table and costs
 */
public record SearchedTable(
    TableSettings table, SearchSpace<?> space, List<TableCost> costs, Objectives objectives) {
  public SearchedTable {
    costs = List.copyOf(costs);
  }

  /** What a search is asked to solve. */
  Problem<?> problem() {
    return problem(space);
  }

  private <D> Problem<D> problem(SearchSpace<D> space) {
    return new Problem<>(space, new TableLookup(table), costs, Map.of(), objectives, Budgets.NONE);
  }

  /** The unit of what is reached: that of the objective, or percent of the true front's volume. */
  String unit() {
    return objectives.areSeveral() ? "%" : objectives.metrics().get(0).unit();
  }

  /** The best that a search can come to. */
  double optimum() {
    return objectives.areSeveral() ? 100 : optimum(BenchmarkTable.of(table));
  }

  /**
   * The best gain that a search can come upon: it is told the row of a canonical candidate, where
   * that has one, whatever the other rows say that mean the same.
   */
  private double optimum(BenchmarkTable rows) {
    Metric objective = objectives.metrics().get(0);
    double[] values = rows.values(objective.name());
    double[] gains = Arrays.stream(values).map(objective.direction()::asGain).toArray();
    return IntStream.range(0, gains.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -gains[row]))
        .filter(row -> isReachable(rows, row))
        .mapToDouble(row -> gains[row])
        .findFirst()
        .orElseThrow();
  }

  private static boolean isReachable(BenchmarkTable rows, int row) {
    SearchSpace<?> space = rows.space();
    Candidate canonical = space.canonical(rows.candidates().get(row));
    return space.allows(canonical) && rows.row(canonical).equals(OptionalInt.of(row));
  }

  /**
   * What the evaluations of a search came to, an architecture once and in their order: the gain of
   * each, NaN where it failed; or, of several objectives, the hypervolume of all up to each in
   * percent of the true front's.
   */
  double[] reached(List<Evaluation> evaluations) {
    Map<Candidate, Evaluation> firsts = new LinkedHashMap<>();
    evaluations.forEach(one -> firsts.putIfAbsent(one.trial().candidate(), one));
    List<Evaluation> distinct = new ArrayList<>(firsts.values());
    if (objectives.areSeveral()) {
      return front().percent(distinct);
    }
    Metric objective = objectives.metrics().get(0);
    return distinct.stream().mapToDouble(one -> gain(one, objective)).toArray();
  }

  private static double gain(Evaluation evaluation, Metric objective) {
    OptionalDouble value = evaluation.metric(objective.name());
    return value.isPresent() ? objective.direction().asGain(value.getAsDouble()) : Double.NaN;
  }

  /** The true front, where there are several objectives. */
  TrueFront front() {
    return TrueFront.of(problem(), BenchmarkTable.of(table));
  }

  /**
   * A line about what there is to find, for people; empty with one objective. Reads the tables.
   *
   * @throws IllegalArgumentException if no front can be made of them
   */
  public String frontText() {
    if (!objectives.areSeveral()) {
      return "";
    }
    TrueFront front = front();
    List<String> reference = new ArrayList<>();
    for (int i = 0; i < front.reference().length; i++) {
      Metric metric = objectives.metrics().get(i);
      reference.add(
          "%s %s %s"
              .formatted(
                  metric.name(), metric.direction().asGain(front.reference()[i]), metric.unit())
              .strip());
    }
    String others =
        front.unknown() == 0 ? "" : " (of %,d more a cost is not known)".formatted(front.unknown());
    return "%d of %,d candidates%s, with %.2f %% of the hypervolume of all rows, from %s"
        .formatted(
            front.size(),
            front.candidates(),
            others,
            100 * front.shareOfAllRows(),
            String.join(" and ", reference));
  }
}
