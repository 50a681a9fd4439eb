package org.kendall.predict;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The neural predictor: an encoder and a head on it, trained together by one loop for all encoders
 * and losses (Ning et al., ECCV 2020, section 3.3). The defaults are GATES with the pairwise hinge
 * loss and the paper's settings for NAS-Bench-201.
 *
 * <p>Differs from the authors' code: each architecture is encoded once per batch and pairs are
 * gathered from the scores, the weights are drawn anew at each fit, and it is the canonical
 * candidate that is encoded, so candidates that mean the same network get equal scores whatever the
 * encoder.
 */
@Setting("An encoder of architectures with a head on it, trained to put them into order.")
public record NeuralRanker(
    @Setting(value = "What turns an architecture into numbers.", byDefault = "gates")
        Encoder encoder,
    @Setting(value = "What training makes small.", byDefault = "hinge") Loss loss,
    @Setting(
            value = "Units of the hidden layers between code and score.",
            byDefault = "[300, 300, 300, 300, 300]")
        List<Integer> head,
    @Setting(value = "Share of the head's hidden units dropped in training.", byDefault = "0.1")
        double dropout,
    @Setting(value = "Passes over all architectures in a fit.", byDefault = "200") int epochs,
    @Setting(value = "Architectures in a step.", byDefault = "512") int batchSize,
    @Setting(value = "Learning rate of Adam.", byDefault = "0.001") double learningRate,
    @Setting(
            value = "Share of each weight lost in a step, over the learning rate.",
            byDefault = "0")
        double weightDecay,
    @Setting(value = "What becomes of the learning rate.", byDefault = "none") Decay decay,
    @Setting(value = "What the head is given beside the code.", byDefault = "none")
        Features features)
    implements Predictor {
  /** What the head is given beside the code. */
  public enum Features {
    /** Nothing. */
    NONE,
    /** The features of the space, on the scale of the candidates seen. */
    DENSE
  }

  public NeuralRanker {
    head = List.copyOf(head);
    head.forEach(width -> Positive.require("width of each layer of the head", width));
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "The dropout (%s) must be at least 0 and below 1.".formatted(dropout));
    }
    Positive.require("epochs", epochs);
    Positive.require("batch size", batchSize);
    Positive.require("learning rate", learningRate);
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "The weight decay (%s) must not be negative.".formatted(weightDecay));
    }
  }

  /** GATES with the pairwise hinge loss. */
  public NeuralRanker() {
    this(new Gates(), new PairwiseHinge());
  }

  /** With the other settings of the paper. */
  public NeuralRanker(Encoder encoder, Loss loss) {
    this(
        encoder,
        loss,
        List.of(300, 300, 300, 300, 300),
        0.1,
        200,
        512,
        1e-3,
        0,
        Decay.NONE,
        Features.NONE);
  }

  @Override
  public void check(SearchSpace<?> space) {
    encoder.check(space);
    if (features == Features.DENSE) {
      Views.requireFeatures("The neural predictor with features", space);
    }
  }

  @Override
  public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    check(space);
    if (seen.size() < 2) {
      throw new IllegalArgumentException(
          "The candidates seen (%d) must be at least two.".formatted(seen.size()));
    }
    return fit(encoder.network(space), space, seen, random);
  }

  private <V> Ranking fit(
      EncoderNetwork<V> encoding, SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
    SideInput side =
        features == Features.NONE ? SideInput.none() : SideInput.standardised(space, candidates);
    Inputs.Reader<V> reader = new Inputs.Reader<>(space, encoding, side);
    ScoringNetwork<V> network = network(encoding, side);
    Inputs<V> inputs = reader.read(candidates);
    float[] weights =
        new RankingTrainer<>(
                network,
                loss,
                new RankingTrainer.Schedule(epochs, batchSize, learningRate, weightDecay, decay),
                dropout)
            .train(inputs, seen.stream().mapToDouble(Scored::gain).toArray(), random);
    Inputs<V> rivals = reader.read(rivals(seen));
    return new NeuralRanking<>(network, reader, weights, rivals);
  }

  /** Some of the candidates seen, evenly from the worst to the best. */
  private List<Candidate> rivals(List<Scored> seen) {
    List<Scored> sorted = seen.stream().sorted(Comparator.comparingDouble(Scored::gain)).toList();
    int count = Math.min(loss.rivals(), sorted.size());
    return IntStream.range(0, count)
        .mapToObj(i -> sorted.get((int) ((2L * i + 1) * sorted.size() / (2L * count))).candidate())
        .toList();
  }

  private <V> ScoringNetwork<V> network(EncoderNetwork<V> encoding, SideInput side) {
    int code = encoding.width() + side.width();
    int codes = loss.rivals() == 0 ? 1 : 2;
    return new ScoringNetwork<>(encoding, side.width(), new ScoreHead(codes * code, head));
  }

  /**
   * The multiply-accumulate operations of all matrix products in one call that scores the
   * candidates with a loss on scores: equal parts of different candidates are computed once.
   */
  public long scoringMacs(SearchSpace<?> space, List<Candidate> candidates) {
    check(space);
    return scoringMacs(encoder.network(space), space, candidates);
  }

  private <V> long scoringMacs(
      EncoderNetwork<V> encoding, SearchSpace<?> space, List<Candidate> candidates) {
    Inputs.Reader<V> reader = new Inputs.Reader<>(space, encoding, SideInput.none());
    return NeuralRanking.macs(network(encoding, SideInput.none()), reader, candidates);
  }
}
