package org.kendall.predict;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.kendall.space.Candidate;
import org.kendall.space.CellSpace;
import org.kendall.space.EdgeGraph;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * GATES for spaces with operations on edges, trained with the pairwise hinge loss (Ning et al., "A
 * Generic Graph-Based Neural Architecture Encoding Scheme for Predictor-Based NAS", ECCV 2020,
 * section 3). The defaults are the paper's settings for NAS-Bench-201.
 *
 * <p>Differs from the authors' code: each architecture is encoded once per batch and pairs are
 * gathered from the scores, the weights are drawn anew at each fit, and it is the canonical
 * candidate that is encoded, so candidates that mean the same network get equal scores.
 */
@Setting("GATES: an encoder that lets information flow through the cell, trained to rank pairs.")
public record Gates(
    @Setting(value = "Numbers that stand for an operation.", byDefault = "48")
        int operationEmbedding,
    @Setting(value = "Numbers that stand for the input node.", byDefault = "48") int nodeEmbedding,
    @Setting(value = "Numbers of information at a node before the first layer.", byDefault = "96")
        int hidden,
    @Setting(
            value = "Numbers of information at a node after each layer.",
            byDefault = "[128, 128, 128, 128, 128]")
        List<Integer> layers,
    @Setting(
            value = "Units of the hidden layers between code and score.",
            byDefault = "[300, 300, 300, 300, 300]")
        List<Integer> head,
    @Setting(value = "Share of the head's hidden units dropped in training.", byDefault = "0.1")
        double dropout,
    @Setting(value = "By how much the better of a pair should lead.", byDefault = "0.1")
        double margin,
    @Setting(value = "Passes over all architectures in a fit.", byDefault = "200") int epochs,
    @Setting(value = "Architectures in a step.", byDefault = "512") int batchSize,
    @Setting(value = "Learning rate of Adam.", byDefault = "0.001") double learningRate,
    @Setting(value = "Pairs in a step, for each of its architectures.", byDefault = "4")
        int pairsPerArchitecture)
    implements Predictor {
  public Gates {
    layers = List.copyOf(layers);
    head = List.copyOf(head);
    requirePositive("operation embedding", operationEmbedding);
    requirePositive("node embedding", nodeEmbedding);
    requirePositive("hidden", hidden);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("The layers [] must name at least one width.");
    }
    layers.forEach(width -> requirePositive("width of each layer", width));
    head.forEach(width -> requirePositive("width of each layer of the head", width));
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "The dropout (%s) must be at least 0 and below 1.".formatted(dropout));
    }
    requirePositive("margin", margin);
    requirePositive("epochs", epochs);
    requirePositive("batch size", batchSize);
    requirePositive("learning rate", learningRate);
    requirePositive("pairs per architecture", pairsPerArchitecture);
  }

  /** With the settings of the paper. */
  public Gates() {
    this(
        48,
        48,
        96,
        List.of(128, 128, 128, 128, 128),
        List.of(300, 300, 300, 300, 300),
        0.1,
        0.1,
        200,
        512,
        1e-3,
        4);
  }

  @Override
  public void check(SearchSpace<?> space) {
    if (!(space instanceof CellSpace)) {
      throw new IllegalArgumentException(
          ("GATES needs candidates that are graphs with operations on the edges; the space %s has no"
                  + " such view.\nMaybe choose another predictor, or a space of cells.")
              .formatted(space.getClass().getSimpleName()));
    }
  }

  @Override
  public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    check(space);
    if (seen.size() < 2) {
      throw new IllegalArgumentException(
          "The candidates seen (%d) must be at least two.".formatted(seen.size()));
    }
    Function<Candidate, EdgeGraph> view = view(space);
    ScoringNetwork network = network((CellSpace) space);
    RankingTrainer trainer =
        new RankingTrainer(
            network,
            new PairwiseHinge(margin, pairsPerArchitecture),
            new RankingTrainer.Schedule(epochs, batchSize, learningRate),
            dropout);
    float[] weights =
        trainer.train(
            seen.stream().map(Scored::candidate).map(view).toList(),
            seen.stream().mapToDouble(Scored::gain).toArray(),
            random);
    return new NeuralRanking(network, view, weights);
  }

  /**
   * The multiply-accumulate operations of all matrix products in one call that scores the
   * candidates: equal parts of different candidates are computed once.
   */
  public long scoringMacs(SearchSpace<?> space, List<Candidate> candidates) {
    check(space);
    ScoringNetwork network = network((CellSpace) space);
    return network.macs(network.together(candidates.stream().map(view(space)).toList()));
  }

  private static Function<Candidate, EdgeGraph> view(SearchSpace<?> space) {
    CellSpace graphs = (CellSpace) space;
    return candidate -> graphs.graphs(space.canonical(candidate)).get(0).onEdges();
  }

  private ScoringNetwork network(CellSpace space) {
    GatesEncoder encoder =
        new GatesEncoder(
            space.operations().size(),
            space.operations().indexOf("none"),
            operationEmbedding,
            nodeEmbedding,
            hidden,
            layers);
    return new ScoringNetwork(encoder, new ScoreHead(encoder.width(), head));
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "The %s (%s) must be positive."
              .formatted(what, value == Math.rint(value) ? Long.toString((long) value) : value));
    }
  }
}
