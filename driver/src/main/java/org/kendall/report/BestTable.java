package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;

/** The outcome of a run as text for a terminal. */
public final class BestTable {
  private static final int BEST = 5;

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
    return "Best candidates of the search:\n"
        + best(ranked)
        + (confirmed.isEmpty()
            ? ""
            : "\nConfirmed, mean +- standard deviation over seeds:\n" + confirmed(confirmed));
  }

  private TextTable best(List<Measured> ranked) {
    List<String> names = new ArrayList<>(List.of(problem.objective().name()));
    names.addAll(Figures.costNames(problem));
    TextTable table = new TextTable();
    table.add(header(List.of("rank", "candidate"), names, "trial"));
    for (int i = 0; i < Math.min(BEST, ranked.size()); i++) {
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
    TextTable table = new TextTable();
    table.add(header(List.of("from", "candidate"), names, "seeds"));
    for (Confirmed candidate : confirmed) {
      List<String> row =
          new ArrayList<>(List.of(String.join(", ", candidate.arms()), candidate.candidate()));
      for (String name : names) {
        Spread spread = candidate.metrics().get(name);
        row.add(spread == null ? "-" : Quantity.text(spread, unit(name)));
      }
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
