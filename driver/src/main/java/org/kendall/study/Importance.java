package org.kendall.study;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation;
import org.kendall.predict.Explained;
import org.kendall.predict.Mixture;
import org.kendall.predict.Ranking;
import org.kendall.space.Candidate;
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

  /** Before the name of a kind, the name of the figure of its expert's mean weight. */
  static final String WEIGHT = "weight_of_";

  private static final String EXPERT =
      "The expert of this kind: its mean weight over those tested.";

  /** The figures of one fit, by name; none where the ranking does not tell. */
  static Map<String, Double> figures(Ranking ranking, List<Candidate> tested) {
    Map<String, Double> figures = new HashMap<>();
    if (ranking instanceof Mixture mixture) {
      mixture.weights(tested).forEach((kind, weight) -> figures.put(WEIGHT + kind, weight));
    }
    if (ranking instanceof Explained explained) {
      explained.importances().forEach((feature, share) -> figures.put(FIGURE + feature, share));
    }
    return figures;
  }

  /** The mean weights of experts in some fits, largest first; none where there are no experts. */
  static List<Importance> weights(List<Evaluation> fits, List<String> kinds) {
    return kinds.stream()
        .filter(kind -> fits.stream().anyMatch(fit -> fit.metric(WEIGHT + kind).isPresent()))
        .map(kind -> new Importance(kind, share(fits, WEIGHT + kind), EXPERT))
        .sorted(Comparator.comparingDouble((Importance importance) -> -importance.share))
        .toList();
  }

  /** The most important of a space's features in some fits, largest first. */
  static List<Importance> of(List<Evaluation> fits, List<Feature> features) {
    return features.stream()
        .map(
            feature ->
                new Importance(
                    feature.name(), share(fits, FIGURE + feature.name()), feature.help()))
        .filter(importance -> importance.share > 0)
        .sorted(Comparator.comparingDouble((Importance importance) -> -importance.share))
        .limit(MOST)
        .toList();
  }

  private static double share(List<Evaluation> fits, String figure) {
    return fits.stream().flatMapToDouble(fit -> fit.metric(figure).stream()).average().orElse(0);
  }
}
