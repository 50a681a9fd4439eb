package org.kendall.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kendall.evaluate.TableSettings;
import org.kendall.predict.Decay;
import org.kendall.predict.Gates;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.PairwiseHinge;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;
import org.kendall.study.SplitRule;

/**
 * A table on which {@code kendall bench score} fits GATES.
 *
 * @param cells how many there are in all
 * @param gates with the settings chosen for this table
 * @param train how many cells are learnt from, unless told otherwise
 */
record ScoreBenchmark(
    String title,
    Class<? extends SearchSpace<?>> space,
    int cells,
    Label label,
    NeuralRanker gates,
    int train,
    SplitRule splitRule) {
  /** The metric that is predicted. */
  record Label(String name, String help) {}

  private static final List<ScoreBenchmark> ALL =
      List.of(
          new ScoreBenchmark(
              "NAS-Bench-101",
              Nasbench101.class,
              423_624,
              new Label("test_acc_e108", "CIFAR-10 test accuracy after 108 epochs"),
              gatesOfNasbench101(),
              1_906,
              new SplitRule(SplitRule.Kind.RANDOM_SUBSET, 381_262, 10_000)),
          new ScoreBenchmark(
              "NAS-Bench-201",
              Nasbench201.class,
              15_625,
              new Label("cifar10_test_acc_e200", "CIFAR-10 test accuracy after 200 epochs"),
              new NeuralRanker(),
              390,
              new SplitRule(SplitRule.Kind.PREFIX, 7_813, 0)));

  /** As in the rank job of the table, chosen by validation among the cells learnt from. */
  private static NeuralRanker gatesOfNasbench101() {
    NeuralRanker paper = new NeuralRanker();
    Gates encoder =
        new Gates(
            48,
            48,
            96,
            List.of(128, 128, 128, 128, 128),
            Gates.SelfLoops.GATED,
            Gates.Residual.INPUT,
            Gates.Readout.MEAN);
    return new NeuralRanker(
        encoder,
        new PairwiseHinge(),
        List.of(200),
        paper.dropout(),
        paper.epochs(),
        paper.batchSize(),
        4e-3,
        paper.weightDecay(),
        Decay.COSINE,
        paper.features());
  }

  /** The one for a table; empty if the space is another one, or the table lacks the label. */
  static Optional<ScoreBenchmark> of(TableSettings table) {
    return ALL.stream()
        .filter(benchmark -> benchmark.space.isInstance(table.space()))
        .filter(
            benchmark ->
                table.metrics().stream()
                    .anyMatch(metric -> metric.name().equals(benchmark.label.name)))
        .findFirst();
  }

  /** What tables there are one for. */
  static String asked() {
    return ALL.stream()
        .map(benchmark -> benchmark.title + " with the metric " + benchmark.label.name)
        .collect(Collectors.joining(", or "));
  }

  /** Which cells are learnt from. */
  String chosen() {
    return splitRule.kind() == SplitRule.Kind.PREFIX
        ? "the first of the table"
        : "drawn by each seed from the first %,d of the table".formatted(splitRule.trainRows());
  }
}
