package org.kendall.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What {@code kendall bench score} measured.
 *
 * @param fits at least one
 */
record ScoreFigures(List<Fit> fits, Scoring scoring, MatrixRate rate) {
  /** One fit, and how it ranks the cells held out. */
  record Fit(long seed, double seconds, @JsonProperty("kendall_tau") double tau) {}

  /**
   * One call that scores all cells.
   *
   * @param flop floating point operations done in matrix products
   */
  record Scoring(int cells, double seconds, long flop) {
    double cellsPerSecond() {
      return cells / seconds;
    }

    double flopPerSecond() {
      return flop / seconds;
    }
  }

  private double[] seconds() {
    return fits.stream().mapToDouble(Fit::seconds).toArray();
  }

  private double fitSeconds() {
    return StatUtils.percentile(seconds(), 50);
  }

  private double shortest() {
    return StatUtils.min(seconds());
  }

  private double longest() {
    return StatUtils.max(seconds());
  }

  private double tauMean() {
    return StatUtils.mean(fits.stream().mapToDouble(Fit::tau).toArray());
  }

  /** The sample's standard deviation; zero for one fit. */
  private double tauDeviation() {
    return Math.sqrt(StatUtils.variance(fits.stream().mapToDouble(Fit::tau).toArray()));
  }

  private double shareOfMatrixRate() {
    return scoring.flopPerSecond() / rate.flopPerSecond();
  }

  String toText() {
    StringBuilder text = new StringBuilder("%n%6s %8s %8s%n".formatted("seed", "fit, s", "tau"));
    for (Fit fit : fits) {
      text.append("%6d %8.2f %8.4f%n".formatted(fit.seed(), fit.seconds(), fit.tau()));
    }
    return text.append(
            "%6s %8.2f %8.4f +- %.4f%n".formatted("all", fitSeconds(), tauMean(), tauDeviation()))
        .append("fits took %.2f to %.2f s%n%n".formatted(shortest(), longest()))
        .append(
            "all %,d cells scored in %.1f ms on %d threads, from candidates to scores: %,.0f a second%n"
                .formatted(
                    scoring.cells(),
                    scoring.seconds() * 1e3,
                    rate.threads(),
                    scoring.cellsPerSecond()))
        .append(
            "%.2f GFLOP in matrix products, equal parts of cells once: %.1f GFLOP/s%n"
                .formatted(scoring.flop() / 1e9, scoring.flopPerSecond() / 1e9))
        .append("this machine, %s%n".formatted(rate))
        .append("scoring runs at %.0f %% of it%n%n".formatted(100 * shareOfMatrixRate()))
        .toString();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fits", fits);
    map.put("fit_seconds_median", fitSeconds());
    map.put("fit_seconds_least", shortest());
    map.put("fit_seconds_most", longest());
    map.put("kendall_tau_mean", tauMean());
    map.put("kendall_tau_deviation", tauDeviation());
    map.put("scoring_seconds", scoring.seconds());
    map.put("scored_per_second", scoring.cellsPerSecond());
    map.put("scoring_flop", scoring.flop());
    map.put("threads", rate.threads());
    map.put("matrix_flop_per_second", rate.flopPerSecond());
    map.put("share_of_matrix_rate", shareOfMatrixRate());
    return map;
  }
}
