package org.kendall.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
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
   * @param seed the first from which what each arm found was confirmed; empty without one
   * @param arms those that put something forward that was confirmed, the search first
   */
  public record Result(String budget, double limit, OptionalLong seed, List<Found> arms) {}

  /**
   * What an arm found within a budget.
   *
   * @param trial number of the trial that confirmed it from the budget's seed, or of the first
   *     where the budget has none
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
      Map<String, List<Evaluation>> confirmed = confirmed(within.get(i));
      OptionalLong seed = commonSeed(confirmed.values());
      List<Found> found = new ArrayList<>();
      confirmed.forEach((arm, evaluations) -> found.add(found(arm, evaluations, seed)));
      results.add(
          new Result(
              plan.problem().budgets().label(i),
              plan.problem().budgets().values().get(i),
              seed,
              found));
    }
    return results;
  }

  /** How the best of each arm was confirmed, by number; arms without any are left out. */
  private Map<String, List<Evaluation>> confirmed(Problem<?> within) {
    Map<String, List<Evaluation>> confirmed = new LinkedHashMap<>();
    for (String arm : arms.names()) {
      arms.putForward(arm, within).stream()
          .limit(1)
          .map(this::confirmed)
          .filter(evaluations -> !evaluations.isEmpty())
          .forEach(evaluations -> confirmed.put(arm, evaluations));
    }
    return confirmed;
  }

  private List<Evaluation> confirmed(Candidate candidate) {
    return log.evaluations(Stage.CONFIRM).stream()
        .filter(evaluation -> evaluation.trial().candidate().equals(candidate))
        .filter(Evaluation.Measured.class::isInstance)
        .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
        .toList();
  }

  private static OptionalLong commonSeed(Collection<List<Evaluation>> confirmed) {
    return confirmed.stream()
        .limit(1)
        .flatMap(List::stream)
        .mapToLong(evaluation -> evaluation.trial().seed())
        .filter(seed -> confirmed.stream().allMatch(arm -> arm.stream().anyMatch(isFrom(seed))))
        .findFirst();
  }

  private static Predicate<Evaluation> isFrom(long seed) {
    return evaluation -> evaluation.trial().seed() == seed;
  }

  private Found found(String arm, List<Evaluation> confirmed, OptionalLong seed) {
    Evaluation one =
        confirmed.stream()
            .filter(evaluation -> seed.isEmpty() || isFrom(seed.getAsLong()).test(evaluation))
            .findFirst()
            .orElseThrow();
    Candidate candidate = one.trial().candidate();
    return new Found(
        arm,
        plan.problem().space().describe(candidate),
        one.trial().number(),
        plan.problem().costs(candidate).get(plan.problem().budgets().cost()),
        Figures.spreads(confirmed, plan.problem()),
        calls(plan.problem().space().decode(candidate)));
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
