package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * A multilayer perceptron that turns codes into scores.
 *
 * @param input width of what it is given: a code, or two side by side
 * @param widths of the hidden layers
 * @param outputs how many scores each code gets
 */
record ScoreHead(int input, List<Integer> widths, int outputs) {
  ScoreHead {
    widths = List.copyOf(widths);
  }

  /** One score for each code. */
  ScoreHead(int input, List<Integer> widths) {
    this(input, widths, 1);
  }

  private Perceptron perceptron() {
    return new Perceptron(input, Stream.concat(widths.stream(), Stream.of(outputs)).toList());
  }

  /** The order in which {@link #score} takes them. */
  List<Parameter> parameters() {
    return perceptron().parameters();
  }

  /**
   * The scores of codes.
   *
   * @param codes (n, input)
   * @param dropout what happens to the units of each hidden layer
   * @return (n, outputs)
   */
  NDArray score(NDArray codes, NDList parameters, UnaryOperator<NDArray> dropout) {
    NDArray first = Perceptron.linear(codes, parameters, 0);
    return perceptron().afterFirst(first, parameters, dropout);
  }

  /**
   * What score every first code gets beside every second one.
   *
   * @param firsts (n, input / 2)
   * @param seconds (k, input / 2)
   * @return (n * k, 1), the seconds turning faster
   */
  NDArray scoreAll(NDArray firsts, NDArray seconds, NDList parameters) {
    NDList halves = parameters.get(0).split(2, 1); // of each: (to, input / 2)
    NDArray first = Tensors.linear(firsts, halves.get(0), parameters.get(1)); // (n, to)
    NDArray second = seconds.matMul(halves.get(1).transpose()); // (k, to)
    NDArray sums = first.expandDims(1).add(second); // (n, k, to)
    long to = first.getShape().get(1);
    return perceptron().afterFirst(sums.reshape(-1, to), parameters, UnaryOperator.identity());
  }

  /** Multiply-accumulate operations of the matrix products for so many codes. */
  long macs(int codes) {
    return perceptron().macs(codes);
  }
}
