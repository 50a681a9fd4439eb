package org.kendall.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.SearchPlan;
import org.kendall.search.StopRule;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.Choice;
import org.kendall.space.EdgeGraph;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Random;

/** Cells of four nodes with one of five operations on each of six edges. */
record Cells() implements SearchSpace<EdgeGraph>, CellSpace {
  static final Metric ACCURACY = Metric.maximized("validation_accuracy", "%");
  private static final int[][] EDGES = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};
  private static final int[] MACS = {0, 0, 147_456, 1_327_104, 9_216};

  /** The problem of the tests: accuracy under a limit of 6 million MACs. */
  static Problem<EdgeGraph> problem() {
    return new Problem<>(
        new Cells(), new Accuracy(), List.of(new Macs()), Map.of("macs", 6e6), ACCURACY);
  }

  /** The same problem by two objectives. */
  static Problem<EdgeGraph> byAccuracyAndMacs(Map<String, Double> reference) {
    return new Problem<>(
        new Cells(),
        new Accuracy(),
        List.of(new Macs()),
        Map.of("macs", 6e6),
        new Objectives(List.of(ACCURACY, Metric.minimized("macs", "MACs")), reference),
        Budgets.NONE);
  }

  @Override
  public List<String> operations() {
    return List.of("none", "skip", "conv1x1", "conv3x3", "avgpool3x3");
  }

  @Override
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    for (int[] edge : EDGES) {
      choices.add(Choice.categorical(edge[0] + "-" + edge[1], operations()));
    }
    return choices;
  }

  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    return List.of(graph(candidate));
  }

  private static EdgeGraph graph(Candidate candidate) {
    List<EdgeGraph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < EDGES.length; i++) {
      edges.add(new EdgeGraph.Edge(EDGES[i][0], EDGES[i][1], candidate.option(i)));
    }
    return new EdgeGraph(4, edges);
  }

  @Override
  public EdgeGraph decode(Candidate candidate) {
    return graph(candidate);
  }

  @Override
  public String describe(Candidate candidate) {
    StringBuilder text = new StringBuilder();
    for (EdgeGraph.Edge edge : graph(candidate).edges()) {
      text.append(edge.from() == 0 && edge.to() > 1 ? "+|" : edge.from() == 0 ? "|" : "");
      text.append(operations().get(edge.operation())).append('~').append(edge.from()).append('|');
    }
    return text.toString();
  }

  /** MACs of the operations, and a stem of 200,000. */
  record Macs() implements CostModel<EdgeGraph> {
    @Override
    public String name() {
      return "macs";
    }

    @Override
    public String unit() {
      return "MACs";
    }

    @Override
    public double cost(EdgeGraph graph) {
      return 200_000 + graph.edges().stream().mapToInt(edge -> MACS[edge.operation()]).sum();
    }
  }

  /** Never asked: the tests write what was measured. */
  record Accuracy() implements Evaluator<EdgeGraph> {
    @Override
    public List<Metric> metrics() {
      return List.of(ACCURACY);
    }

    @Override
    public Map<String, Double> evaluate(EdgeGraph design, TrialContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }

  /** A search of a problem, of full trials and without rivals. */
  static SearchPlan plan(Problem<?> problem) {
    return new SearchPlan(
        "cells",
        1,
        problem,
        new Random(),
        new Rounds(Rounds.Kind.CLOSED, 1, 0),
        new StopRule(1, 0),
        new ConfirmRule(3, 3, ConfirmRule.Baseline.RANDOM));
  }
}
