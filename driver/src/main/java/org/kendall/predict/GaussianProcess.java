package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.nn.NativeThreads;
import org.kendall.space.FeatureSpace;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * A Gaussian process on the features and parts of candidates (Rasmussen and Williams, "Gaussian
 * Processes for Machine Learning", 2006, chapters 2 and 5): a rational quadratic kernel with a
 * weight for each feature, plus a product kernel over families of parts, with the most probable
 * weights. See {@link KernelWeights} for the formula.
 */
@Setting("A Gaussian process on graph features: seconds to fit, and it knows how sure it is.")
public record GaussianProcess(
    @Setting(value = "What it regresses on.", byDefault = "normal_quantile")
        GainTransform transform,
    @Setting(value = "How features are scaled.", byDefault = "standard") FeatureScaling scaling,
    @Setting(value = "How far the weights of features may lie apart.", byDefault = "1")
        double spread,
    @Setting(value = "Steps of the search for weights.", byDefault = "40") int steps,
    @Setting(value = "Candidates that the weights are learnt from at most.", byDefault = "500")
        int learntFrom,
    @Setting(
            value = "Candidates that it is fitted to at most, drawn at random if there are more.",
            byDefault = "5000")
        int fittedTo)
    implements UncertainPredictor {
  /** The learning rate of feature weights, by unit of their spread. */
  private static final double FEATURE_RATE = 0.05;

  private static final double RATE = 0.1;

  public GaussianProcess {
    if (!(spread > 0)) {
      throw new IllegalArgumentException("The spread (%s) must be positive.".formatted(spread));
    }
    if (steps < 0) {
      throw new IllegalArgumentException("The steps (%d) must not be negative.".formatted(steps));
    }
    if (learntFrom < 2) {
      throw new IllegalArgumentException(
          "The candidates learnt from (%d) must be at least two.".formatted(learntFrom));
    }
    if (fittedTo < 2) {
      throw new IllegalArgumentException(
          "The fitted to (%d) must be at least two.".formatted(fittedTo));
    }
  }

  /** With the settings that suit a search. */
  public GaussianProcess() {
    this(GainTransform.NORMAL_QUANTILE, FeatureScaling.STANDARD, 1, 40, 500, 5_000);
  }

  @Override
  public void check(SearchSpace<?> space) {
    requireFeatures(space, "A Gaussian process");
  }

  static void requireTwo(List<Scored> seen) {
    if (seen.size() < 2) {
      throw new IllegalArgumentException(
          "The candidates seen (%d) must be at least two.".formatted(seen.size()));
    }
  }

  static void requireFeatures(SearchSpace<?> space, String who) {
    if (!(space instanceof FeatureSpace)) {
      throw new IllegalArgumentException(
          ("%s needs candidates that are described by features; the space %s has no such view.\n"
                  + "Maybe choose another predictor, or a space of cells.")
              .formatted(who, space.getClass().getSimpleName()));
    }
  }

  @Override
  public GaussianPosterior fit(SearchSpace<?> space, List<Scored> all, RandomGenerator random) {
    check(space);
    requireTwo(all);
    List<Scored> seen = atMost(fittedTo, all, random);
    Described described =
        Described.of(space, seen.stream().map(Scored::candidate).toList(), scaling);
    double[] gains = seen.stream().mapToDouble(Scored::gain).toArray();
    return fit(space, new GaussianPosterior.Seen(described, transform.of(gains)), random);
  }

  /** Learns the weights from some of what was seen, then uses all. */
  GaussianPosterior fit(SearchSpace<?> space, GaussianPosterior.Seen seen, RandomGenerator random) {
    return with(space, seen, learn(sample(seen, random)));
  }

  /** The process with given weights. */
  GaussianPosterior with(SearchSpace<?> space, GaussianPosterior.Seen seen, KernelWeights weights) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      Distances distances = Distances.among(manager, seen.candidates());
      double[] inverse = new Evidence(distances, seen.targets()).inverse(weights);
      return new GaussianPosterior(
          new GaussianPosterior.Asked(space, scaling), seen, weights, inverse);
    }
  }

  /** Those given, or so many of them, drawn at random. */
  static List<Scored> atMost(int most, List<Scored> all, RandomGenerator random) {
    return all.size() <= most
        ? all
        : Arrays.stream(Draws.some(most, all.size(), random)).mapToObj(all::get).toList();
  }

  /** As many as the weights are learnt from, drawn at random if there are more. */
  GaussianPosterior.Seen sample(GaussianPosterior.Seen seen, RandomGenerator random) {
    int size = seen.targets().length;
    if (size <= learntFrom) {
      return seen;
    }
    int[] chosen = Draws.some(learntFrom, size, random);
    return new GaussianPosterior.Seen(
        seen.candidates().at(chosen),
        Arrays.stream(chosen).mapToDouble(i -> seen.targets()[i]).toArray());
  }

  /** The most probable weights. */
  KernelWeights learn(GaussianPosterior.Seen seen) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      Distances distances = Distances.among(manager, seen.candidates());
      KernelWeights prior =
          KernelWeights.prior(seen.candidates().width(), spread, distances.medians());
      return new WeightSearch(steps, FEATURE_RATE * spread, RATE)
          .from(prior, new Evidence(distances, seen.targets()));
    }
  }
}
