package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.Arms;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.space.Candidate;
import org.kendall.space.ModelSchedule;

/** What each way of finding candidates has found within each budget. */
public final class BudgetResults {
  private final RunLog log;
  private final SearchPlan plan;
  private final Arms arms;

  private BudgetResults(RunLog log, SearchPlan plan) {
    this.log = log;
    this.plan = plan;
    this.arms = new Arms(log, plan);
  }

  /**
   * A budget.
   *
   * @param arms those that put something forward that was confirmed, the search first
   */
  public record Result(String budget, double limit, List<Found> arms) {}

  /**
   * What an arm found within a budget.
   *
   * @param trial number of the first trial that confirmed it
   * @param cost what the budget limits
   * @param metrics over the seeds of its confirmation
   * @param calls the models asked where it is a schedule of models, from noise to image; else empty
   */
  public record Found(
      String arm,
      String candidate,
      long trial,
      double cost,
      Map<String, Spread> metrics,
      List<Call> calls) {}

  /**
   * A model asked.
   *
   * @param at where on the way, from 0 at the image to 1 at the noise
   */
  public record Call(int model, double at) {}

  /** Of a run with budgets, as far as it got; empty without budgets. */
  public static List<Result> of(RunLog log, SearchPlan plan) {
    return plan.problem().budgets().values().isEmpty()
        ? List.of()
        : new BudgetResults(log, plan).results();
  }

  private List<Result> results() {
    List<Result> results = new ArrayList<>();
    List<? extends Problem<?>> within = plan.problem().withinBudgets();
    for (int i = 0; i < within.size(); i++) {
      List<Found> found = new ArrayList<>();
      for (String arm : arms.names()) {
        arms.putForward(arm, within.get(i)).stream()
            .limit(1)
            .flatMap(candidate -> found(arm, candidate).stream())
            .forEach(found::add);
      }
      results.add(
          new Result(
              plan.problem().budgets().label(i), plan.problem().budgets().values().get(i), found));
    }
    return results;
  }

  private Optional<Found> found(String arm, Candidate candidate) {
    List<Evaluation> confirmed =
        log.evaluations(Stage.CONFIRM).stream()
            .filter(evaluation -> evaluation.trial().candidate().equals(candidate))
            .filter(Evaluation.Measured.class::isInstance)
            .toList();
    if (confirmed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            arm,
            plan.problem().space().describe(candidate),
            confirmed.stream().mapToLong(e -> e.trial().number()).min().orElseThrow(),
            plan.problem().costs(candidate).get(plan.problem().budgets().cost()),
            Figures.spreads(confirmed, plan.problem()),
            calls(plan.problem().space().decode(candidate))));
  }

  private static List<Call> calls(Object design) {
    if (design instanceof ModelSchedule.Slots slots) {
      return slots.taken().stream()
          .map(slot -> new Call(slot.model(), (slot.place() + slot.shift() + 0.5) / slots.slots()))
          .toList();
    }
    if (design instanceof ModelSchedule.Groups groups) {
      List<Integer> models = groups.calls();
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        calls.add(new Call(models.get(i), 1 - (i + 0.5) / models.size()));
      }
      return calls;
    }
    return List.of();
  }

  /** Tables for a terminal, one for each budget; empty where there are none. */
  public static String text(List<Result> results) {
    return results.stream()
        .filter(result -> !result.arms().isEmpty())
        .map(result -> "\nWithin " + result.budget() + ":\n" + table(result))
        .collect(Collectors.joining());
  }

  private static TextTable table(Result result) {
    List<String> names =
        result.arms().stream().flatMap(f -> f.metrics().keySet().stream()).distinct().toList();
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("from", "cost"));
    header.addAll(names);
    table.add(header);
    for (Found found : result.arms()) {
      List<String> row = new ArrayList<>(List.of(found.arm(), Quantity.text(found.cost(), "")));
      for (String name : names) {
        Spread spread = found.metrics().get(name);
        row.add(spread == null ? "-" : Quantity.text(spread, ""));
      }
      table.add(row);
    }
    return table;
  }
}
