package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.nn.ParameterVector;

/** A network that scores candidates: a function of weights and inputs. */
interface RankingNetwork<V> {
  /** How its weights lie in one vector. */
  ParameterVector parameters();

  /** Widths of the hidden layers whose units may be dropped. */
  List<Integer> hidden();

  /** Lays inputs together, so that they are scored at once. */
  Laid lay(Inputs<V> inputs);

  /** Inputs laid together. */
  interface Laid {
    /** For each input the row of its score: inputs may share one. */
    int rowOf(int input);

    /** How many rows there are. */
    int rows();

    /**
     * What the network says of them.
     *
     * @param dropout what happens to the units of each hidden layer
     */
    Said said(NDList parameters, UnaryOperator<NDArray> dropout);
  }

  /** What the network says of inputs laid together. */
  interface Said {
    /** Their scores. Shape (rows, 1). */
    NDArray scores();

    /** How the first row of each pair compares with the second. Shape (pairs, 1). */
    NDArray comparing(int[] first, int[] second);
  }
}
