package org.kendall.study;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation;
import org.kendall.predict.Explained;
import org.kendall.predict.Ranking;
import org.kendall.space.Feature;

/**
 * How much a predictor goes by a feature.
 *
 * @param share of the feature among all, mean over fits
 * @param help one sentence on what the feature is
 */
public record Importance(String feature, double share, String help) {
  /** How many features are told, of some hundreds. */
  private static final int MOST = 10;

  /** Before the name of a feature, the name of the figure that a fit leaves of it. */
  private static final String FIGURE = "importance_of_";

  /** The figures of one fit, by name; none where the ranking does not tell. */
  static Map<String, Double> figures(Ranking ranking) {
    Map<String, Double> figures = new HashMap<>();
    if (ranking instanceof Explained explained) {
      explained.importances().forEach((feature, share) -> figures.put(FIGURE + feature, share));
    }
    return figures;
  }

  /** The most important of a space's features in some fits, largest first. */
  static List<Importance> of(List<Evaluation> fits, List<Feature> features) {
    return features.stream()
        .map(feature -> new Importance(feature.name(), share(fits, feature), feature.help()))
        .filter(importance -> importance.share > 0)
        .sorted(Comparator.comparingDouble((Importance importance) -> -importance.share))
        .limit(MOST)
        .toList();
  }

  private static double share(List<Evaluation> fits, Feature feature) {
    return fits.stream()
        .flatMapToDouble(fit -> fit.metric(FIGURE + feature.name()).stream())
        .average()
        .orElse(0);
  }
}
