package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;

/** The outcome of a run as text for a terminal. */
public final class BestTable {
  private static final int BEST = 5;
  private static final int FRONT = 20;

  private final RunLog log;
  private final SearchPlan plan;
  private final Problem<?> problem;
  private final Map<String, String> units;

  private BestTable(RunLog log, SearchPlan plan) {
    this.log = log;
    this.plan = plan;
    this.problem = plan.problem();
    this.units = Figures.units(log.evaluations(), problem);
  }

  /**
   * The best candidates of the search, and the confirmed ones beside those of what it is compared
   * with.
   *
   * @return lines that end with a line feed
   */
  public static String of(RunLog log, SearchPlan plan) {
    return new BestTable(log, plan).text();
  }

  private String text() {
    List<Measured> ranked = log.ranked(Stage.SEARCH);
    if (ranked.isEmpty()) {
      return "Nothing was measured.\n";
    }
    List<Confirmed> confirmed = Confirmed.of(log, plan);
    return rungs()
        + (problem.objectives().areSeveral()
            ? front()
            : "Best candidates of the search:\n" + best(ranked.stream().limit(BEST).toList()))
        + (confirmed.isEmpty()
            ? ""
            : "\nConfirmed, mean +- standard deviation over seeds:\n" + confirmed(confirmed));
  }

  /** Of successive halving. */
  private String rungs() {
    List<RungResults> rungs = RungResults.of(log);
    if (rungs.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable();
    table.add(List.of("length", "trials", "failed", "sent on", "best", "full evaluations"));
    for (RungResults rung : rungs) {
      table.add(
          List.of(
              "%.3g".formatted(rung.fidelity()),
              Integer.toString(rung.measured() + rung.failed()),
              Integer.toString(rung.failed()),
              Integer.toString(rung.promoted()),
              rung.best().isPresent()
                  ? Quantity.text(rung.best().getAsDouble(), unit(problem.objective().name()))
                  : "-",
              "%.1f".formatted(rung.work())));
    }
    return "Rungs:\n" + table + "\n";
  }

  /** Of several objectives. */
  private String front() {
    List<Measured> front = FrontResults.front(log, Stage.SEARCH, problem);
    StringBuilder text =
        new StringBuilder("Front of the search, %d candidates:\n".formatted(front.size()))
            .append(best(front.stream().limit(FRONT).toList()));
    FrontResults results = FrontResults.of(log, problem).orElseThrow();
    String shares =
        results.arms().stream()
            .map(arm -> "%s %.4f".formatted(arm.arm(), arm.hypervolume()))
            .collect(Collectors.joining(", "));
    return text.append(
            "Hypervolume, as a share of the box from %s to %s: %s.\n"
                .formatted(values(results.reference()), values(results.best()), shares))
        .toString();
  }

  private String values(Map<String, Double> objectives) {
    return objectives.entrySet().stream()
        .map(one -> one.getKey() + " " + Quantity.text(one.getValue(), unit(one.getKey())))
        .collect(Collectors.joining(" and "));
  }

  private TextTable best(List<Measured> ranked) {
    List<String> names =
        Stream.concat(
                problem.measuredObjectives().stream().map(Metric::name),
                Figures.costNames(problem).stream())
            .toList();
    TextTable table = new TextTable();
    table.add(header(List.of("rank", "candidate"), names, "trial"));
    for (int i = 0; i < ranked.size(); i++) {
      Standing standing = Standing.of(ranked.get(i), problem);
      List<String> row = new ArrayList<>(List.of(Integer.toString(i + 1), standing.candidate()));
      names.forEach(name -> row.add(Quantity.text(standing.metrics().get(name), unit(name))));
      row.add(Long.toString(standing.trial()));
      table.add(row);
    }
    return table;
  }

  private TextTable confirmed(List<Confirmed> confirmed) {
    List<String> names =
        confirmed.stream().flatMap(c -> c.metrics().keySet().stream()).distinct().toList();
    List<String> costs = problem.objectives().areSeveral() ? Figures.costNames(problem) : List.of();
    List<String> figures = Stream.concat(names.stream(), costs.stream()).toList();
    TextTable table = new TextTable();
    table.add(header(List.of("from", "candidate"), figures, "seeds"));
    for (Confirmed candidate : confirmed) {
      List<String> row =
          new ArrayList<>(List.of(String.join(", ", candidate.arms()), candidate.candidate()));
      for (String name : names) {
        Spread spread = candidate.metrics().get(name);
        row.add(spread == null ? "-" : Quantity.text(spread, unit(name)));
      }
      costs.forEach(name -> row.add(Quantity.text(candidate.costs().get(name), unit(name))));
      row.add(Integer.toString(candidate.seeds().size()));
      table.add(row);
    }
    return table;
  }

  private static List<String> header(List<String> first, List<String> names, String last) {
    List<String> header = new ArrayList<>(first);
    header.addAll(names);
    header.add(last);
    return header;
  }

  /** A unit that is the name itself, as with MACs, is left out. */
  private String unit(String name) {
    String unit = units.getOrDefault(name, "");
    return unit.equalsIgnoreCase(name) ? "" : unit;
  }
}
