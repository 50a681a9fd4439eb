package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.predict.ParameterVector.Parameter;

/**
 * A multilayer perceptron that turns codes into scores.
 *
 * @param input width of a code
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
    NDArray units = codes;
    for (int layer = 0; layer < widths.size(); layer++) {
      units = dropout.apply(Activation.relu(linear(units, parameters, layer))); // (n, width)
    }
    return linear(units, parameters, widths.size());
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
    NDArray weight = parameters.get(2 * layer);
    return Linear.linear(input, weight, parameters.get(2 * layer + 1)).singletonOrThrow();
  }

  private static void addLinear(List<Parameter> parameters, int from, int to) {
    parameters.add(Parameter.uniform(from, new Shape(to, from)));
    parameters.add(Parameter.uniform(from, new Shape(to)));
  }
}
