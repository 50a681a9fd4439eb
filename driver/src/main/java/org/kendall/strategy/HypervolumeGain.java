package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.predict.UncertainRanking;
import org.kendall.space.Candidate;
import org.kendall.space.Setting;

/**
 * Picks by what a candidate would add to the hypervolume of the front, were it better than
 * predicted by a multiple of the standard deviation (SMS-EGO; Ponweiser, Wagner, Biermann and
 * Vincze, "Multiobjective Optimization on a Limited Budget of Evaluations Using Model-Assisted
 * S-Metric Selection", PPSN 2008), one after the other: each pick, and each trial under way, stands
 * on the front as it is predicted and counts as known for the next.
 *
 * <p>Differs from the paper: costs are known and not predicted; what would add nothing is told
 * apart by how far it is from the front, without a tolerance; the pick of a round is not refitted
 * but believed, as in {@link UpperConfidence}. A predictor that does not say how sure it is is
 * believed.
 */
@Setting("Picks by what candidates would add to the hypervolume of the front.")
public record HypervolumeGain(
    @Setting(value = "How many standard deviations count.", byDefault = "1") double kappa,
    @Setting(value = "Deviations are worked out for the best so many by mean.", byDefault = "3000")
        int shortlist,
    @Setting(value = "The best so many by upper bound are considered together.", byDefault = "300")
        int together)
    implements Picking {
  public HypervolumeGain {
    if (!(kappa >= 0 && Double.isFinite(kappa))) {
      throw new IllegalArgumentException("The kappa (%s) must not be negative.".formatted(kappa));
    }
    if (shortlist < 1 || together < 1 || together > shortlist) {
      throw new IllegalArgumentException(
          ("The together (%d) must be positive, and not more than the shortlist (%d).")
              .formatted(together, shortlist));
    }
  }

  @Override
  public void check(Predictor predictor, Problem<?> problem) {
    if (!problem.objectives().areSeveral()) {
      throw new IllegalArgumentException(
          "Hypervolumes need several objectives; here is %s.\nMaybe choose picking: upper-confidence."
              .formatted(problem.objectives().names()));
    }
  }

  @Override
  public Ranking aim(List<Ranking> fitted, Ask ask) {
    return new FrontRanking(ask.problem(), fitted, ask.history().evaluations());
  }

  @Override
  public List<Proposal> pick(Ranking ranking, List<Scored> met, Ask ask) {
    FrontRanking aim = (FrontRanking) ranking;
    List<Candidate> best = candidates(Best.of(met, Math.max(shortlist, ask.count())));
    double[][] scores = aim.scores(best);
    double[][] deviations = deviations(aim, best);
    double[] worths = new double[best.size()];
    for (int i = 0; i < worths.length; i++) {
      worths[i] = aim.front().worth(bound(aim, best.get(i), scores[i], deviations[i]));
    }
    List<Candidate> considered = new ArrayList<>();
    for (int place : Best.places(worths, Math.max(together, ask.count()))) {
      considered.add(best.get(place));
    }
    return oneByOne(aim, considered, ask);
  }

  private double[] bound(
      FrontRanking aim, Candidate candidate, double[] scores, double[] deviations) {
    double[] bounds = scores.clone();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] += kappa * deviations[i];
    }
    return aim.point(candidate, bounds);
  }

  /** Zero where a predictor does not tell. Shape (candidates, measured objectives). */
  private static double[][] deviations(FrontRanking aim, List<Candidate> candidates) {
    double[][] deviations = new double[candidates.size()][aim.rankings().size()];
    for (int i = 0; i < aim.rankings().size(); i++) {
      if (aim.rankings().get(i) instanceof UncertainRanking uncertain) {
        double[] ofOne = uncertain.deviations(candidates);
        for (int j = 0; j < ofOne.length; j++) {
          deviations[j][i] = ofOne[j];
        }
      }
    }
    return deviations;
  }

  private List<Proposal> oneByOne(FrontRanking aim, List<Candidate> considered, Ask ask) {
    List<Candidate> underWay =
        Stream.concat(ask.pending().stream().map(Trial::candidate), ask.chosen().stream())
            .distinct()
            .toList();
    Believed believed = new Believed(aim, considered, underWay);
    List<Proposal> proposals = new ArrayList<>();
    while (proposals.size() < Math.min(ask.count(), considered.size())) {
      int place = highest(believed);
      believed.learn(place);
      proposals.add(Proposal.predicted(considered.get(place), believed.scores[place][0]));
    }
    return proposals;
  }

  private int highest(Believed believed) {
    int highest = -1;
    double worth = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < believed.considered; place++) {
      if (!believed.known[place]) {
        double[] point =
            bound(
                believed.aim,
                believed.candidates.get(place),
                believed.scores[place],
                believed.deviations(place));
        double own = believed.front.worth(point);
        if (highest < 0 || own > worth) {
          highest = place;
          worth = own;
        }
      }
    }
    return highest;
  }

  private static List<Candidate> candidates(List<Scored> scored) {
    return scored.stream().map(Scored::candidate).toList();
  }

  /** The front and what is unsure, as one candidate after the other counts as known. */
  private static final class Believed {
    private final FrontRanking aim;
    private final List<Candidate> candidates; // those under way behind the considered ones
    private final int considered;
    private final double[][] scores; // (candidates, measured objectives)
    private final List<JointNormal> left = new ArrayList<>(); // (measured objectives)
    private final boolean[] known;
    private PresentFront front;

    Believed(FrontRanking aim, List<Candidate> considered, List<Candidate> underWay) {
      this.aim = aim;
      this.candidates = Stream.concat(considered.stream(), underWay.stream()).toList();
      this.considered = considered.size();
      this.scores = aim.scores(candidates);
      this.known = new boolean[candidates.size()];
      this.front = aim.front();
      for (Ranking ranking : aim.rankings()) {
        left.add(
            new JointNormal(
                ranking instanceof UncertainRanking uncertain
                    ? uncertain.covariance(candidates)
                    : new double[candidates.size()][candidates.size()]));
      }
      for (int place = considered.size(); place < candidates.size(); place++) {
        learn(place);
      }
    }

    void learn(int place) {
      known[place] = true;
      front = front.with(aim.point(candidates.get(place), scores[place]));
      left.forEach(normal -> normal.learn(place));
    }

    double[] deviations(int place) {
      return left.stream().mapToDouble(normal -> normal.deviation(place)).toArray();
    }
  }
}
