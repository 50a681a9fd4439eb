package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.predict.ParameterVector.Parameter;

/**
 * A multilayer perceptron that turns codes into scores.
 *
 * @param input width of what it is given: a code, or two side by side
 * @param widths of the hidden layers
 */
record ScoreHead(int input, List<Integer> widths) {
  ScoreHead {
    widths = List.copyOf(widths);
  }

  /** The order in which {@link #score} takes them. */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    int from = input;
    for (int to : widths) {
      addLinear(parameters, from, to);
      from = to;
    }
    addLinear(parameters, from, 1);
    return parameters;
  }

  /**
   * The scores of codes.
   *
   * @param codes (n, input)
   * @param dropout what happens to the units of each hidden layer
   * @return (n, 1)
   */
  NDArray score(NDArray codes, NDList parameters, UnaryOperator<NDArray> dropout) {
    return after(linear(codes, parameters, 0), parameters, dropout);
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
    return after(sums.reshape(-1, to), parameters, UnaryOperator.identity());
  }

  private NDArray after(NDArray first, NDList parameters, UnaryOperator<NDArray> dropout) {
    NDArray units = first;
    for (int layer = 1; layer <= widths.size(); layer++) {
      units = linear(dropout.apply(Activation.relu(units)), parameters, layer); // (n, width)
    }
    return units;
  }

  /** Multiply-accumulate operations of the matrix products for so many codes. */
  long macs(int codes) {
    return codes
        * parameters().stream()
            .map(Parameter::shape)
            .filter(shape -> shape.dimension() == 2)
            .mapToLong(Shape::size)
            .sum();
  }

  private static NDArray linear(NDArray input, NDList parameters, int layer) {
    return Tensors.linear(input, parameters.get(2 * layer), parameters.get(2 * layer + 1));
  }

  private static void addLinear(List<Parameter> parameters, int from, int to) {
    parameters.add(Parameter.uniform(from, new Shape(to, from)));
    parameters.add(Parameter.uniform(from, new Shape(to)));
  }
}
