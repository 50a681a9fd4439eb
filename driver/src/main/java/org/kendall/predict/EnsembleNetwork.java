package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * Experts and a gate that weighs them for each candidate: score = sum over k of softmax(gate)_k *
 * score of expert k. All are networks of one form, each with an encoder of its own.
 *
 * @param expert the form of an expert
 * @param gate the same encoder with as many outputs as there are experts
 */
record EnsembleNetwork<V>(ScoringNetwork<V> expert, ScoringNetwork<V> gate)
    implements RankingNetwork<V> {
  int experts() {
    return gate.head().outputs();
  }

  /** Those of each expert, then the gate's. */
  @Override
  public ParameterVector parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < experts(); k++) {
      all.addAll(expert.parameters().parameters());
    }
    all.addAll(gate.parameters().parameters());
    return new ParameterVector(all);
  }

  @Override
  public List<Integer> hidden() {
    return expert.hidden();
  }

  @Override
  public Laid lay(Inputs<V> inputs) {
    return new Laid(expert.lay(inputs));
  }

  /** Inputs laid together, once for all experts. */
  final class Laid implements RankingNetwork.Laid {
    private final ScoringNetwork<V>.Laid laid;

    Laid(ScoringNetwork<V>.Laid laid) {
      this.laid = laid;
    }

    @Override
    public int rowOf(int input) {
      return laid.rowOf(input);
    }

    @Override
    public int rows() {
      return laid.rows();
    }

    @Override
    public Said said(NDList parameters, UnaryOperator<NDArray> dropout) {
      NDArray scores = scores(parameters, dropout).mul(weights(parameters, dropout));
      return new Mixed(scores.sum(new int[] {1}, true)); // (rows, 1)
    }

    /** What each expert says. Shape (rows, experts). */
    NDArray scores(NDList parameters, UnaryOperator<NDArray> dropout) {
      int size = expert.parameters().parameters().size();
      NDList scores = new NDList();
      for (int k = 0; k < experts(); k++) {
        NDList own = parameters.subNDList(k * size, (k + 1) * size);
        scores.add(expert.score(laid.codes(own), own, dropout)); // (rows, 1)
      }
      return NDArrays.concat(scores, 1);
    }

    /** The weight of each expert; those of a row sum to one. Shape (rows, experts). */
    NDArray weights(NDList parameters, UnaryOperator<NDArray> dropout) {
      int size = expert.parameters().parameters().size();
      NDList own = parameters.subNDList(experts() * size);
      return gate.score(laid.codes(own), own, dropout).softmax(1);
    }
  }

  /** Scores that were mixed already. */
  private record Mixed(NDArray scores) implements Said {
    @Override
    public NDArray comparing(int[] first, int[] second) {
      throw new UnsupportedOperationException("An ensemble scores one candidate at a time.");
    }
  }
}
