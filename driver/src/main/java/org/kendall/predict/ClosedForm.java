package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The mean of many Gaussian processes, each of which knows a random part of the features (Ho, "The
 * Random Subspace Method for Constructing Decision Forests", 1998) and learns their weights from a
 * random part of what was seen, if that was much. What they regress on, leave-one-out tells: the
 * transforms of the gain are kept whose left-out predictions, by a process that knows all features,
 * rank the candidates seen best.
 */
@Setting(
    "The mean of many Gaussian processes on random features: ranks best of all without networks.")
public record ClosedForm(
    @Setting(value = "Transforms of the gain that are kept.", byDefault = "2") int transforms,
    @Setting(value = "Processes for each of them, beside the one that knows all.", byDefault = "8")
        int members,
    @Setting(value = "Share of the features that each of those knows.", byDefault = "0.5")
        double share,
    @Setting(value = "Steps of each search for weights.", byDefault = "40") int steps,
    @Setting(value = "Candidates that weights are learnt from at most.", byDefault = "500")
        int learntFrom,
    @Setting(
            value = "Candidates that it is fitted to at most, drawn at random if there are more.",
            byDefault = "5000")
        int fittedTo)
    implements UncertainPredictor {
  /** Weights of members may lie farther apart: alone they would learn too much by heart. */
  private static final double MEMBER_SPREAD = 2;

  public ClosedForm {
    if (transforms < 1 || transforms > GainTransform.values().length) {
      throw new IllegalArgumentException(
          "The transforms (%d) must be 1 to %d."
              .formatted(transforms, GainTransform.values().length));
    }
    if (members < 0) {
      throw new IllegalArgumentException(
          "The members (%d) must not be negative.".formatted(members));
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share (%s) must be above 0 and at most 1.".formatted(share));
    }
    process(GainTransform.MIX, 1, steps, learntFrom, fittedTo); // checks the rest
  }

  /** With the settings that were frozen before its figures were measured. */
  public ClosedForm() {
    this(2, 8, 0.5, 40, 500, 5_000);
  }

  private static GaussianProcess process(
      GainTransform transform, double spread, int steps, int learntFrom, int fittedTo) {
    return new GaussianProcess(
        transform, FeatureScaling.STANDARD, spread, steps, learntFrom, fittedTo);
  }

  private GaussianProcess process(GainTransform transform, double spread) {
    return process(transform, spread, steps, learntFrom, fittedTo);
  }

  @Override
  public void check(SearchSpace<?> space) {
    GaussianProcess.requireFeatures(space, "The closed form");
  }

  @Override
  public ClosedFormRanking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    check(space);
    GaussianProcess.requireTwo(seen);
    Fit fit = new Fit(space, GaussianProcess.atMost(fittedTo, seen, random), random);
    List<Chosen> chosen =
        Arrays.stream(GainTransform.values())
            .map(fit::byTransform)
            .sorted(Comparator.comparingDouble(Chosen::tau).reversed())
            .limit(transforms)
            .toList();
    GaussianPosterior first = fit.knowingAll(chosen.get(0));
    List<ClosedFormRanking.Member> all = new ArrayList<>();
    for (Chosen one : chosen) {
      all.add(fit.member(one == chosen.get(0) ? first : fit.knowingAll(one), fit.features));
      for (int member = 0; member < members; member++) {
        all.add(fit.knowingSome(one.transform));
      }
    }
    return new ClosedFormRanking(space, first, all);
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
    private final Described described;
    private final int[] features;
    private final RandomGenerator random;

    Fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      this.space = space;
      this.random = random;
      gains = seen.stream().mapToDouble(Scored::gain).toArray();
      List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
      described = Described.of(space, candidates, FeatureScaling.STANDARD);
      features = IntStream.range(0, described.width()).toArray();
    }

    Chosen byTransform(GainTransform transform) {
      GaussianProcess process = process(transform, 1);
      GaussianPosterior.Seen some = process.sample(seen(transform, described), random);
      KernelWeights weights = process.learn(some);
      double[] leftOut = process.with(space, some, weights).leftOut();
      double tau = KendallTau.of(some.targets(), leftOut);
      return new Chosen(transform, weights, Double.isNaN(tau) ? 0 : tau);
    }

    GaussianPosterior knowingAll(Chosen chosen) {
      return process(chosen.transform, 1)
          .with(space, seen(chosen.transform, described), chosen.weights);
    }

    ClosedFormRanking.Member member(GaussianPosterior posterior, int[] known) {
      return new ClosedFormRanking.Member(known, posterior.mean(), posterior.leftOut());
    }

    ClosedFormRanking.Member knowingSome(GainTransform transform) {
      int count = Math.max(1, (int) Math.round(share * features.length));
      int[] known = Draws.some(count, features.length, random);
      Arrays.sort(known);
      GaussianProcess process = process(transform, MEMBER_SPREAD);
      GaussianPosterior.Seen seen = seen(transform, described.select(known));
      KernelWeights weights = process.learn(process.sample(seen, random));
      return member(process.with(space, seen, weights), known);
    }

    private GaussianPosterior.Seen seen(GainTransform transform, Described some) {
      return new GaussianPosterior.Seen(some, transform.of(gains));
    }
  }
}
