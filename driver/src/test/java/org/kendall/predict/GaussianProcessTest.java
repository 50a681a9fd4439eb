package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;
import org.kendall.space.Darts;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class GaussianProcessTest extends PredictorContract {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);
  private static final GaussianProcess PROCESS =
      new GaussianProcess(
          GainTransform.NORMAL_QUANTILE, FeatureScaling.STANDARD, 1, 20, 500, 5_000);

  @Override
  Predictor predictor() {
    return PROCESS;
  }

  @Test
  void leftOutMeansAreThoseOfFitsThatLeaveOneOut() {
    GaussianPosterior.Seen seen = seen(25);
    KernelWeights weights = PROCESS.learn(seen);
    double[] closed = PROCESS.with(SPACE, seen, weights).leftOut();
    for (int left = 0; left < closed.length; left++) {
      int out = left;
      int[] others = IntStream.range(0, closed.length).filter(i -> i != out).toArray();
      GaussianPosterior without = PROCESS.with(SPACE, at(seen, others), weights);
      double mean = without.means(seen.candidates().at(new int[] {left}), DataType.FLOAT64)[0];
      assertThat(closed[left]).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void gradientIsThatOfTheMarginalLikelihood() {
    GaussianPosterior.Seen seen = seen(20);
    SplittableRandom random = new SplittableRandom(3);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Distances distances = Distances.among(manager, seen.candidates());
      Evidence evidence = new Evidence(distances, seen.targets());
      KernelWeights prior =
          KernelWeights.prior(seen.candidates().width(), 1.3, distances.medians());
      double[] values = prior.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.3 * random.nextGaussian();
      }
      double[] gradient = evidence.gradient(prior.with(values.clone()));
      for (int i = 0; i < values.length; i += i < prior.features() - 8 ? 7 : 1) {
        double step = 1e-4;
        double up = minusLog(evidence, prior.with(moved(values, i, step)), seen.targets());
        double down = minusLog(evidence, prior.with(moved(values, i, -step)), seen.targets());
        double expected = (up - down) / (2 * step);
        assertThat(gradient[i]).isCloseTo(expected, within(1e-5 + 1e-4 * Math.abs(expected)));
      }
    }
  }

  private static double[] moved(double[] values, int place, double by) {
    double[] moved = values.clone();
    moved[place] += by;
    return moved;
  }

  /** Minus log posterior density of the weights, up to a constant. */
  private static double minusLog(Evidence evidence, KernelWeights weights, double[] targets) {
    int n = targets.length;
    double[] inverse = evidence.inverse(weights);
    double[][] rows = new double[n][n];
    double quadratic = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = (inverse[i * n + j] + inverse[j * n + i]) / 2;
        quadratic += targets[i] * rows[i][j] * targets[j];
      }
    }
    double[][] root = new CholeskyDecomposition(new Array2DRowRealMatrix(rows)).getL().getData();
    double logDeterminant = 0; // of the kernel
    for (int i = 0; i < n; i++) {
      logDeterminant -= 2 * Math.log(root[i][i]);
    }
    return quadratic / 2 + logDeterminant / 2 + weights.surprise();
  }

  @Test
  void sureWhereItSawAndUnsureElsewhere() {
    List<Scored> all = sample(260);
    UncertainRanking ranking = PROCESS.fit(SPACE, all.subList(0, 60), new SplittableRandom(1));
    double[] atSeen = ranking.deviations(candidates(all.subList(0, 60)));
    double[] elsewhere = ranking.deviations(candidates(all.subList(60, 260)));
    double mean = IntStream.range(0, 60).mapToDouble(i -> atSeen[i]).average().orElseThrow();
    assertThat(IntStream.range(0, 200).mapToDouble(i -> elsewhere[i]).average().orElseThrow())
        .isGreaterThan(2 * mean);
    assertThat(ranking.deviations(List.of())).isEmpty();
  }

  @Test
  void covarianceIsSymmetricAndSemidefiniteWithSquaredDeviationsOnItsDiagonal() {
    List<Scored> all = sample(90);
    UncertainRanking ranking = PROCESS.fit(SPACE, all.subList(0, 40), new SplittableRandom(1));
    List<Candidate> asked = candidates(all.subList(30, 90));
    double[][] covariance = ranking.covariance(asked);
    double[] deviations = ranking.deviations(asked);
    for (int i = 0; i < deviations.length; i++) {
      assertThat(covariance[i][i]).isCloseTo(deviations[i] * deviations[i], within(1e-7));
      for (int j = 0; j < i; j++) {
        assertThat(covariance[i][j]).isEqualTo(covariance[j][i]);
      }
    }
    double[] values =
        new EigenDecomposition(new Array2DRowRealMatrix(covariance)).getRealEigenvalues();
    for (double value : values) {
      assertThat(value).isGreaterThan(-1e-7);
    }
  }

  @Test
  void learnsOnOtherSpacesToo() {
    for (SearchSpace<?> space : List.of(new Nasbench101(), new Darts())) {
      SplittableRandom random = new SplittableRandom(9);
      List<Scored> all = new ArrayList<>();
      for (int i = 0; i < 160; i++) {
        Candidate candidate = space.random(random);
        all.add(new Scored(candidate, convolutions(space, candidate)));
      }
      Ranking ranking = PROCESS.fit(space, all.subList(0, 60), random);
      List<Scored> heldOut = all.subList(60, 160);
      double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
      assertThat(KendallTau.of(ranking.score(candidates(heldOut)), gains)).isGreaterThan(0.7);
    }
  }

  private static double convolutions(SearchSpace<?> space, Candidate candidate) {
    String text = space.describe(space.canonical(candidate));
    String letter = space instanceof Darts ? "conv" : "3";
    return text.split(letter, -1).length - 1.0;
  }

  @Test
  void weightsAreLearntFromSomeAndUsedOnMore() {
    GaussianProcess few =
        new GaussianProcess(GainTransform.UNIFORM_RANK, FeatureScaling.QUANTILE, 1, 10, 30, 100);
    List<Scored> all = sample(200);
    GaussianPosterior posterior = few.fit(SPACE, all.subList(0, 120), new SplittableRandom(1));
    assertThat(posterior.targets()).hasSize(100); // of 120, at most so many
    double[] gains = all.stream().mapToDouble(Scored::gain).toArray();
    assertThat(KendallTau.of(posterior.score(candidates(all)), gains)).isGreaterThan(0.8);
  }

  /** Of few candidates the rough mean knows all: by the textbook's equation 2.25, in plain Java. */
  @Test
  void roughMeanIsThatOfTheFirstTermAlone() {
    GaussianPosterior.Seen seen = seen(30);
    KernelWeights weights = PROCESS.learn(seen);
    RealMatrix noisy = firstTerm(seen.candidates(), seen.candidates(), weights);
    for (int i = 0; i < 30; i++) {
      noisy.addToEntry(i, i, weights.second() + weights.noise() + KernelWeights.JITTER);
    }
    RealVector dual =
        new LUDecomposition(noisy).getSolver().solve(new ArrayRealVector(seen.targets()));
    List<Candidate> asked = candidates(sample(90)).subList(30, 90);
    Described described = Described.of(SPACE, asked, FeatureScaling.STANDARD);
    double[] means = firstTerm(described, seen.candidates(), weights).operate(dual).toArray();
    assertThat(PROCESS.with(SPACE, seen, weights).rough().score(asked))
        .containsExactly(means, within(1e-3)); // in single precision
  }

  private static RealMatrix firstTerm(Described rows, Described columns, KernelWeights weights) {
    RealMatrix kernel = new Array2DRowRealMatrix(rows.size(), columns.size());
    int width = rows.width();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        double square = 0;
        for (int f = 0; f < width; f++) {
          double off = rows.dense()[i * width + f] - columns.dense()[j * width + f];
          square += weights.feature(f) * off * off;
        }
        kernel.setEntry(i, j, weights.first() / (1 + square));
      }
    }
    return kernel;
  }

  @Test
  void importancesAreSharesOfNamedFeatures() {
    GaussianPosterior posterior = PROCESS.fit(SPACE, sample(60), new SplittableRandom(1));
    assertThat(posterior.importances().values().stream().mapToDouble(d -> d).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(posterior.importances()).containsKey("count_conv3x3");
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThatThrownBy(
            () ->
                PROCESS.check(
                    new ChoiceSpace(List.of(Choice.categorical("one", List.of("a", "b"))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A Gaussian process needs candidates that are described by");
    assertThatThrownBy(
            () -> new GaussianProcess(GainTransform.MIX, FeatureScaling.STANDARD, 0, 70, 500, 500))
        .hasMessage("The spread (0.0) must be positive.");
  }

  private static GaussianPosterior.Seen seen(int count) {
    List<Scored> sample = sample(count);
    double[] gains = sample.stream().mapToDouble(Scored::gain).toArray();
    return new GaussianPosterior.Seen(
        Described.of(SPACE, candidates(sample), FeatureScaling.STANDARD),
        GainTransform.NORMAL_QUANTILE.of(gains));
  }

  private static GaussianPosterior.Seen at(GaussianPosterior.Seen seen, int[] places) {
    return new GaussianPosterior.Seen(
        seen.candidates().at(places),
        IntStream.of(places).mapToDouble(i -> seen.targets()[i]).toArray());
  }
}
