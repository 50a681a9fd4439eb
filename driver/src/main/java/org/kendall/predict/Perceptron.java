package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * Affine maps of rows, one after the other, with ReLU between them.
 *
 * @param input width of what it is given
 * @param widths of what each map gives; at least one
 */
record Perceptron(int input, List<Integer> widths) {
  Perceptron {
    widths = List.copyOf(widths);
  }

  /** Of each map its weight (to, from) and its bias (to). */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    int from = input;
    for (int to : widths) {
      parameters.add(Parameter.uniform(from, new Shape(to, from)));
      parameters.add(Parameter.uniform(from, new Shape(to)));
      from = to;
    }
    return parameters;
  }

  /**
   * What becomes of rows.
   *
   * @param rows (n, input)
   * @return (n, last width)
   */
  NDArray of(NDArray rows, NDList parameters) {
    return afterFirst(linear(rows, parameters, 0), parameters, UnaryOperator.identity());
  }

  /**
   * What becomes of what the first map gave.
   *
   * @param first (n, first width)
   * @param dropout what happens to the units of each hidden layer
   * @return (n, last width)
   */
  NDArray afterFirst(NDArray first, NDList parameters, UnaryOperator<NDArray> dropout) {
    NDArray units = first;
    for (int layer = 1; layer < widths.size(); layer++) {
      units = linear(dropout.apply(Activation.relu(units)), parameters, layer); // (n, width)
    }
    return units;
  }

  /** One of the maps. Shape (n, width). */
  static NDArray linear(NDArray input, NDList parameters, int layer) {
    return Tensors.linear(input, parameters.get(2 * layer), parameters.get(2 * layer + 1));
  }

  /** Multiply-accumulate operations of the matrix products for so many rows. */
  long macs(long rows) {
    return rows
        * parameters().stream()
            .map(Parameter::shape)
            .filter(shape -> shape.dimension() == 2)
            .mapToLong(Shape::size)
            .sum();
  }
}
