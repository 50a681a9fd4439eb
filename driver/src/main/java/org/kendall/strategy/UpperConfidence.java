package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.predict.UncertainPredictor;
import org.kendall.predict.UncertainRanking;
import org.kendall.space.Candidate;
import org.kendall.space.Setting;

/**
 * Picks by mean plus a multiple of the standard deviation, one after the other: each pick, and each
 * trial under way, counts as known for the next, so that a round is diverse (Desautels, Krause and
 * Burdick, "Parallelizing Exploration-Exploitation Tradeoffs in Gaussian Process Bandit
 * Optimization", JMLR 2014, algorithm 1). Means do not move meanwhile, which is what believing
 * one's own predictions comes to.
 *
 * <p>Differs from the paper: a pick counts as known without noise; only the best by the plain bound
 * are considered together, beside the thousand best that are under way.
 */
@Setting("Picks by mean plus deviation, each pick counted as known for the next of the round.")
public record UpperConfidence(
    @Setting(value = "How many standard deviations count.", byDefault = "2") double kappa,
    @Setting(value = "Deviations are worked out for the best so many by mean.", byDefault = "3000")
        int shortlist,
    @Setting(value = "The best so many by upper bound are considered together.", byDefault = "300")
        int together)
    implements Picking {
  /** Of more trials under way, the best by mean count as known: only near ones tell much. */
  private static final int UNDER_WAY = 1_000;

  public UpperConfidence {
    if (!(kappa >= 0 && Double.isFinite(kappa))) {
      throw new IllegalArgumentException("The kappa (%s) must not be negative.".formatted(kappa));
    }
    if (shortlist < 1 || together < 1 || together > shortlist) {
      throw new IllegalArgumentException(
          ("The together (%d) must be positive, and not more than the shortlist (%d).")
              .formatted(together, shortlist));
    }
  }

  /** Two deviations, and as many candidates as are worth their time. */
  public UpperConfidence() {
    this(2, 3000, 300);
  }

  @Override
  public void check(Predictor predictor, Problem<?> problem) {
    Picking.super.check(predictor, problem);
    if (!(predictor instanceof UncertainPredictor)) {
      throw new IllegalArgumentException(
          ("Upper confidence needs a predictor that says how sure it is; %s does not.\n"
                  + "Maybe choose greedy picking, or another predictor.")
              .formatted(predictor.getClass().getSimpleName()));
    }
  }

  @Override
  public List<Proposal> pick(Ranking ranking, List<Scored> met, Ask ask) {
    UncertainRanking uncertain = (UncertainRanking) ranking;
    List<Scored> best = Best.of(met, Math.max(shortlist, ask.count()));
    double[] deviations = uncertain.deviations(candidates(best));
    double[] bounds = new double[deviations.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = best.get(i).gain() + kappa * deviations[i];
    }
    List<Scored> considered = new ArrayList<>();
    for (int place : Best.places(bounds, Math.max(together, ask.count()))) {
      considered.add(best.get(place));
    }
    return oneByOne(uncertain, considered, ask);
  }

  private List<Proposal> oneByOne(UncertainRanking uncertain, List<Scored> considered, Ask ask) {
    if (ask.count()
        >= Math.max(considered.size(), together)) { // all are picked, whatever the order
      return considered.stream().map(UpperConfidence::proposal).toList();
    }
    JointNormal left = left(uncertain, considered, ask);
    boolean[] picked = new boolean[considered.size()];
    List<Proposal> proposals = new ArrayList<>();
    while (proposals.size() < Math.min(ask.count(), considered.size())) {
      int place = highest(considered, left, picked);
      picked[place] = true;
      left.learn(place);
      proposals.add(proposal(considered.get(place)));
    }
    return proposals;
  }

  private static Proposal proposal(Scored one) {
    return Proposal.predicted(one.candidate(), one.gain());
  }

  /** What is uncertain about the considered ones, when what is under way counts as known. */
  private static JointNormal left(UncertainRanking uncertain, List<Scored> considered, Ask ask) {
    List<Candidate> joint = new ArrayList<>(candidates(considered));
    List<Candidate> underWay =
        Stream.concat(ask.pending().stream().map(Trial::candidate), ask.chosen().stream())
            .distinct()
            .toList();
    for (int place : Best.places(uncertain.score(underWay), UNDER_WAY)) {
      joint.add(underWay.get(place));
    }
    JointNormal all = new JointNormal(uncertain.covariance(joint));
    for (int place = considered.size(); place < joint.size(); place++) {
      all.learn(place);
    }
    return all.first(considered.size());
  }

  private int highest(List<Scored> considered, JointNormal left, boolean[] picked) {
    int highest = -1;
    double bound = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < picked.length; place++) {
      double own = considered.get(place).gain() + kappa * left.deviation(place);
      if (!picked[place] && (highest < 0 || own > bound)) {
        highest = place;
        bound = own;
      }
    }
    return highest;
  }

  private static List<Candidate> candidates(List<Scored> scored) {
    return scored.stream().map(Scored::candidate).toList();
  }
}
