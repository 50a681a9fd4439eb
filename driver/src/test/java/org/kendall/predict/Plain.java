package org.kendall.predict;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kendall.nn.ParameterVector;

/** Matrices and vectors as arrays of Java, for formulas written out number by number. */
final class Plain {
  private Plain() {}

  /** Parameters one after the other; a vector is a matrix of one row. */
  static List<double[][]> matrices(ParameterVector layout, double[] flat) {
    List<double[][]> matrices = new ArrayList<>();
    int next = 0;
    for (ParameterVector.Parameter parameter : layout.parameters()) {
      Shape shape = parameter.shape();
      int columns = (int) shape.get(shape.dimension() - 1);
      double[][] rows = new double[(int) shape.size() / columns][columns];
      for (double[] row : rows) {
        System.arraycopy(flat, next, row, 0, columns);
        next += columns;
      }
      matrices.add(rows);
    }
    return matrices;
  }

  /** Affine maps, each a weight and a bias, with ReLU between them. */
  static double[] perceptron(List<double[][]> maps, double... input) {
    double[] units = input;
    for (int i = 0; i < maps.size(); i += 2) {
      double[] given = i == 0 ? units : relu(units);
      units = plus(times(maps.get(i), given), maps.get(i + 1)[0]);
    }
    return units;
  }

  static double[] relu(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> Math.max(0, values[i])).toArray();
  }

  /** A matrix (to, from) times a vector. */
  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int row = 0; row < product.length; row++) {
      for (int column = 0; column < vector.length; column++) {
        product[row] += matrix[row][column] * vector[column];
      }
    }
    return product;
  }

  static double[] plus(double[] first, double[] second) {
    return IntStream.range(0, first.length).mapToDouble(i -> first[i] + second[i]).toArray();
  }

  static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix[0].length; column++) {
        turned[column][row] = matrix[row][column];
      }
    }
    return turned;
  }
}
