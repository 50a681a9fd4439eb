package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;

/** The outcome of a run as text for a terminal. */
public final class BestTable {
  private static final int CANDIDATES = 5;

  private BestTable() {}

  /**
   * The best candidates of the search, and the confirmed ones beside those of the random search.
   *
   * @return lines that end with a line feed
   */
  public static String of(RunLog log, Problem<?> problem) {
    Summary summary = Summary.of(log, problem);
    Summary.Counts search = summary.trials().stages().get("search");
    StringBuilder text = new StringBuilder();
    text.append("Search: %d measured, %d failed.\n".formatted(search.measured(), search.failed()));
    text.append(best(log, problem));
    if (!summary.confirmed().isEmpty()) {
      text.append("\nConfirmed, mean +- standard deviation over seeds:\n");
      text.append(confirmed(summary.confirmed(), problem));
    }
    return text.toString();
  }

  private static String best(RunLog log, Problem<?> problem) {
    List<Measured> ranked = Standing.ranked(log, Stage.SEARCH, problem.objective());
    if (ranked.isEmpty()) {
      return "";
    }
    List<String> costs = Figures.costNames(problem);
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("rank", "candidate", problem.objective().name()));
    header.addAll(costs);
    header.add("trial");
    table.add(header);
    Map<String, String> units = Figures.units(problem);
    for (int i = 0; i < Math.min(CANDIDATES, ranked.size()); i++) {
      Standing standing = Standing.of(ranked.get(i), problem);
      List<String> row = new ArrayList<>(List.of(Integer.toString(i + 1), standing.candidate()));
      for (String name : header.subList(2, header.size() - 1)) {
        row.add(Quantity.text(standing.metrics().get(name), units.getOrDefault(name, "")));
      }
      row.add(Long.toString(standing.trial()));
      table.add(row);
    }
    return table.toString();
  }

  private static String confirmed(List<Confirmed> confirmed, Problem<?> problem) {
    List<String> names =
        confirmed.stream().flatMap(c -> c.metrics().keySet().stream()).distinct().toList();
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("from", "candidate"));
    header.addAll(names);
    header.add("seeds");
    table.add(header);
    Map<String, String> units = Figures.units(problem);
    for (Confirmed candidate : confirmed) {
      List<String> row =
          new ArrayList<>(List.of(String.join(", ", candidate.arms()), candidate.candidate()));
      for (String name : names) {
        Spread spread = candidate.metrics().get(name);
        row.add(spread == null ? "-" : text(spread, units.getOrDefault(name, "")));
      }
      row.add(Integer.toString(candidate.seeds().size()));
      table.add(row);
    }
    return table.toString();
  }

  private static String text(Spread spread, String unit) {
    String mean = Quantity.text(spread.mean());
    String deviation =
        spread.standardDeviation().stream()
            .mapToObj(value -> " +- " + Quantity.text(value))
            .findFirst()
            .orElse("");
    return (mean + deviation + " " + unit).strip();
  }
}
