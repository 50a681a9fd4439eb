package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The closed form with networks stacked on it (Wolpert, "Stacked Generalization", Neural Networks
 * 5, 1992). Each network is fitted once for each fold, without that fold, and so says something of
 * candidates that it has not seen, as the closed form does by leave-one-out; the weight of a
 * network is the one with which both together rank the candidates seen best. The networks of all
 * folds are then averaged, rather than fitted again to everything.
 *
 * <p>Leave-one-out flatters the closed form a little, since its kernel's weights have seen all: the
 * fewer candidates, the less a network is trusted.
 */
@Setting("The closed form with networks stacked on it: ranks best where minutes are to be had.")
public record Stacked(
    @Setting(value = "What the networks are added to.", byDefault = "{}") ClosedForm closedForm,
    @Setting(
            value = "What is added, each with a weight of its own.",
            byDefault =
                "[{name: neural}, {name: neural, encoder: mlp, features: dense, head: [200, 200,"
                    + " 200]}]")
        List<Predictor> networks,
    @Setting(value = "Parts of what was seen, each left out once.", byDefault = "5") int folds)
    implements UncertainPredictor {
  /** The weights tried, beside the closed form's 1. */
  private static final double[] WEIGHTS = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1};

  /** Times that each network's weight is chosen, the others as they are. */
  private static final int SWEEPS = 2;

  public Stacked {
    networks = List.copyOf(networks);
    if (folds < 2) {
      throw new IllegalArgumentException("The folds (%d) must be two at least.".formatted(folds));
    }
  }

  @Override
  public void check(SearchSpace<?> space) {
    closedForm.check(space);
    networks.forEach(network -> network.check(space));
  }

  /** Networks are left out where there are not two candidates for each fold. */
  @Override
  public StackedRanking fit(SearchSpace<?> space, List<Scored> all, RandomGenerator random) {
    check(space);
    List<Scored> seen = GaussianProcess.atMost(closedForm.fittedTo(), all, random);
    ClosedFormRanking closed = closedForm.fit(space, seen, random);
    double scale = ClosedFormRanking.spread(closed.leftOut());
    List<StackedRanking.Bag> bags =
        seen.size() < 2 * folds
            ? List.of()
            : networks.stream().map(network -> bag(network, space, seen, random)).toList();
    double[] base = Arrays.stream(closed.leftOut()).map(value -> value / scale).toArray();
    double[] gains = seen.stream().mapToDouble(Scored::gain).toArray();
    return new StackedRanking(closed, scale, bags, weights(base, bags, gains));
  }

  private StackedRanking.Bag bag(
      Predictor network, SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
    int[] foldOf = foldOf(seen.size(), random);
    double[] leftOut = new double[foldOf.length];
    List<StackedRanking.OnScale> rankings = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int left = fold;
      List<Scored> others =
          IntStream.range(0, foldOf.length)
              .filter(i -> foldOf[i] != left)
              .mapToObj(seen::get)
              .toList();
      StackedRanking.OnScale ranking =
          StackedRanking.OnScale.of(network.fit(space, others, random), candidates);
      rankings.add(ranking);
      double[] scores = ranking.score(candidates);
      Arrays.setAll(leftOut, i -> foldOf[i] == left ? scores[i] : leftOut[i]);
    }
    return new StackedRanking.Bag(rankings, leftOut);
  }

  /** Draws folds that differ in size by one at most. */
  private int[] foldOf(int size, RandomGenerator random) {
    int[] foldOf = IntStream.range(0, size).map(i -> i % folds).toArray();
    Draws.shuffle(foldOf, random);
    return foldOf;
  }

  /** One network after the other is given the weight with the highest tau; of equals, the least. */
  private static double[] weights(double[] base, List<StackedRanking.Bag> bags, double[] gains) {
    double[] weights = new double[bags.size()];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int own = 0; own < weights.length; own++) {
        double bestTau = Double.NEGATIVE_INFINITY;
        double best = 0;
        for (double weight : WEIGHTS) {
          weights[own] = weight;
          double tau = KendallTau.of(sum(base, bags, weights), gains);
          if (tau > bestTau) {
            bestTau = tau;
            best = weight;
          }
        }
        weights[own] = best;
      }
    }
    return weights;
  }

  private static double[] sum(double[] base, List<StackedRanking.Bag> bags, double[] weights) {
    double[] sum = base.clone();
    for (int bag = 0; bag < weights.length; bag++) {
      double[] leftOut = bags.get(bag).leftOut();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weights[bag] * leftOut[i];
      }
    }
    return sum;
  }
}
