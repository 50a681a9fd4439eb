package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The mean of several Gaussian processes that differ in what they regress on, in how features are
 * scaled and in how far feature weights may lie apart. Which transforms of the gain it keeps,
 * leave-one-out tells: those whose left-out predictions rank the candidates seen best.
 */
@Setting("The mean of several Gaussian processes; leave-one-out chooses what they regress on.")
public record ClosedForm(
    @Setting(value = "Transforms of the gain that are kept.", byDefault = "2") int transforms,
    @Setting(value = "Steps of each search for weights.", byDefault = "70") int steps,
    @Setting(value = "Candidates that weights are learnt from at most.", byDefault = "500")
        int learntFrom)
    implements Predictor {
  public ClosedForm {
    if (transforms < 1 || transforms > GainTransform.values().length) {
      throw new IllegalArgumentException(
          "The transforms (%d) must be 1 to %d."
              .formatted(transforms, GainTransform.values().length));
    }
    process(GainTransform.MIX, FeatureScaling.STANDARD, 1, steps, learntFrom); // checks the rest
  }

  /** With the settings that were frozen before its figures were measured. */
  public ClosedForm() {
    this(2, 70, 500);
  }

  private static GaussianProcess process(
      GainTransform transform, FeatureScaling scaling, double spread, int steps, int learntFrom) {
    return new GaussianProcess(transform, scaling, spread, steps, learntFrom);
  }

  @Override
  public void check(SearchSpace<?> space) {
    GaussianProcess.requireFeatures(space, "The closed form");
  }

  @Override
  public ClosedFormRanking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    check(space);
    GaussianProcess.requireTwo(seen);
    Fit fit = new Fit(space, seen, random);
    List<Chosen> chosen =
        Arrays.stream(GainTransform.values())
            .map(fit::byTransform)
            .sorted(Comparator.comparingDouble(Chosen::tau).reversed())
            .limit(transforms)
            .toList();
    List<GaussianPosterior> members = new ArrayList<>();
    for (Chosen one : chosen) {
      members.add(fit.with(one));
      members.add(fit.member(one.transform, FeatureScaling.QUANTILE, 1));
      members.add(fit.member(one.transform, FeatureScaling.STANDARD, 2));
    }
    return new ClosedFormRanking(space, members);
  }

  /**
   * A transform that was tried.
   *
   * @param tau between what was seen and what leave-one-out predicts for it
   */
  private record Chosen(GainTransform transform, KernelWeights weights, double tau) {}

  /** What the fits of the members have in common. */
  private final class Fit {
    private final SearchSpace<?> space;
    private final double[] gains;
    private final Described standard;
    private final Described quantile;
    private final RandomGenerator random;

    Fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      this.space = space;
      this.random = random;
      gains = seen.stream().mapToDouble(Scored::gain).toArray();
      List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
      standard = Described.of(space, candidates, FeatureScaling.STANDARD);
      quantile = standard.with(FeatureScale.of(space).rows(candidates, FeatureScaling.QUANTILE));
    }

    Chosen byTransform(GainTransform transform) {
      GaussianProcess process = process(transform, FeatureScaling.STANDARD, 1, steps, learntFrom);
      GaussianPosterior.Seen some = process.sample(seen(transform, standard), random);
      KernelWeights weights = process.learn(some);
      double[] leftOut = process.with(space, some, weights).leftOut();
      double tau = KendallTau.of(some.targets(), leftOut);
      return new Chosen(transform, weights, Double.isNaN(tau) ? 0 : tau);
    }

    GaussianPosterior with(Chosen chosen) {
      return process(chosen.transform, FeatureScaling.STANDARD, 1, steps, learntFrom)
          .with(space, seen(chosen.transform, standard), chosen.weights);
    }

    GaussianPosterior member(GainTransform transform, FeatureScaling scaling, double spread) {
      Described described = scaling == FeatureScaling.STANDARD ? standard : quantile;
      return process(transform, scaling, spread, steps, learntFrom)
          .fit(space, seen(transform, described), random);
    }

    private GaussianPosterior.Seen seen(GainTransform transform, Described described) {
      return new GaussianPosterior.Seen(described, transform.of(gains));
    }
  }
}
