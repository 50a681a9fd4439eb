package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.Tape;

/**
 * Holds gradients against central differences, in double precision.
 *
 * @param loss a scalar function of a flat vector of parameters
 */
record FiniteDifferences(UnaryOperator<NDArray> loss) {
  private static final double STEP = 1e-6;

  /** Draws a flat vector of parameters. */
  static double[] draw(ParameterVector layout, RandomGenerator random) {
    float[] values = layout.draw(random);
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /**
   * Checks some components of the gradient.
   *
   * @return the largest of them
   */
  double check(double[] values, int[] components) {
    double[] gradient = gradient(values);
    double largest = 0;
    for (int i : components) {
      assertThat(gradient[i]).as("component %d", i).isCloseTo(difference(values, i), within(1e-7));
      largest = Math.max(largest, Math.abs(gradient[i]));
    }
    return largest;
  }

  double difference(double[] values, int component) {
    double[] moved = values.clone();
    moved[component] += STEP;
    double above = at(moved);
    moved[component] -= 2 * STEP;
    return (above - at(moved)) / (2 * STEP);
  }

  double[] gradient(double[] values) {
    try (NDManager manager = NDManager.newBaseManager();
        Tape tape = Tape.open()) {
      NDArray flat = manager.create(values);
      flat.setRequiresGradient(true);
      tape.backward(loss.apply(flat));
      return flat.getGradient().toDoubleArray();
    }
  }

  private double at(double[] values) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return loss.apply(manager.create(values)).getDouble();
    }
  }
}
