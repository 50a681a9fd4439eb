package org.kendall.evaluate.quality;

import java.util.Arrays;

/**
 * What a Fréchet distance needs of symmetric matrices, for the 2,048 features of Inception too, on
 * plain arrays: libraries for the JVM that work out eigenvectors besides take minutes.
 */
final class SymmetricMatrix {
  private static final int BLOCK = 64;
  private static final int MOST_ITERATIONS = 100;
  private static final double ROUNDING = 0x1p-52;

  private SymmetricMatrix() {}

  /**
   * A matrix A with A A' = S, by Cholesky's decomposition with pivots (Higham, "Analysis of the
   * Cholesky Decomposition of a Semi-definite Matrix", 1990): as wide as S has rank.
   *
   * @param symmetric S, without negative eigenvalues. Shape (width, width)
   * @return (width, rank)
   */
  static double[][] factor(double[][] symmetric) {
    int width = symmetric.length;
    double[] left = new double[width]; // of the diagonal
    Arrays.setAll(left, i -> symmetric[i][i]);
    double least = width * ROUNDING * Arrays.stream(left).max().orElseThrow();
    double[][] columns = new double[width][]; // (rank, width)
    int rank = 0;
    for (int pivot = largest(left); rank < width && left[pivot] > least; pivot = largest(left)) {
      double[] column = symmetric[pivot].clone();
      for (int k = 0; k < rank; k++) {
        subtract(columns[k][pivot], columns[k], column);
      }
      double root = Math.sqrt(left[pivot]);
      for (int i = 0; i < width; i++) {
        column[i] = left[i] == 0 ? 0 : column[i] / root; // taken before: only rounding is left
        left[i] = Math.max(0, left[i] - column[i] * column[i]);
      }
      column[pivot] = root;
      left[pivot] = 0;
      columns[rank++] = column;
    }
    return transposed(Arrays.copyOf(columns, rank), width);
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  private static void subtract(double times, double[] row, double[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * row[i];
    }
  }

  private static double[][] transposed(double[][] rows, int width) {
    double[][] columns = new double[width][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }

  /**
   * A' S A.
   *
   * @param factor A. Shape (width, rank)
   * @param symmetric S. Shape (width, width)
   * @return (rank, rank), symmetric to the last bit
   */
  static double[][] within(double[][] factor, double[][] symmetric) {
    int rank = factor[0].length;
    double[][] half = product(symmetric, factor); // S A (width, rank)
    double[][] whole = product(transposed(factor, rank), half);
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < i; j++) {
        whole[i][j] = whole[j][i] = (whole[i][j] + whole[j][i]) / 2;
      }
    }
    return whole;
  }

  /** (rows, inner) times (inner, columns), by blocks that stay near. */
  private static double[][] product(double[][] one, double[][] other) {
    double[][] product = new double[one.length][other[0].length];
    for (int block = 0; block < other.length; block += BLOCK) {
      int until = Math.min(other.length, block + BLOCK);
      for (int i = 0; i < one.length; i++) {
        for (int k = block; k < until; k++) {
          subtract(-one[i][k], other[k], product[i]);
        }
      }
    }
    return product;
  }

  /**
   * The eigenvalues, in no order: by reflections to three diagonals, then by steps of QL with
   * shifts (Golub and Van Loan, "Matrix Computations", sections 8.3.1 and 8.3.3).
   *
   * @param symmetric only what is on and below the diagonal is read. Shape (width, width)
   */
  static double[] eigenvalues(double[][] symmetric) {
    int width = symmetric.length;
    double[][] rows = new double[width][];
    Arrays.setAll(rows, i -> Arrays.copyOf(symmetric[i], i + 1));
    double[] beside = new double[width]; // what stands beside the diagonal, from place 0
    for (int last = width - 1; last > 1; last--) {
      beside[last - 1] = reflect(rows, last);
    }
    double[] diagonal = new double[width];
    Arrays.setAll(diagonal, i -> rows[i][i]);
    if (width > 1) {
      beside[0] = rows[1][0];
    }
    solve(diagonal, beside);
    return diagonal;
  }

  /**
   * Clears a row but for what stands beside the diagonal, by a reflection of all before it.
   *
   * @return what stands beside the diagonal then
   */
  private static double reflect(double[][] rows, int last) {
    double[] normal = Arrays.copyOf(rows[last], last); // I - normal normal' / half reflects
    double scale = Arrays.stream(normal).map(Math::abs).max().orElseThrow();
    if (scale == 0) {
      return 0;
    }
    double square = 0;
    for (int i = 0; i < last; i++) {
      normal[i] /= scale;
      square += normal[i] * normal[i];
    }
    double beside = normal[last - 1] >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
    double half = square - normal[last - 1] * beside;
    normal[last - 1] -= beside;
    double[] moved = times(rows, normal, last);
    double along = 0;
    for (int i = 0; i < last; i++) {
      moved[i] /= half;
      along += moved[i] * normal[i];
    }
    for (int i = 0; i < last; i++) {
      moved[i] -= along / (2 * half) * normal[i];
    }
    for (int i = 0; i < last; i++) {
      double[] row = rows[i];
      for (int j = 0; j <= i; j++) {
        row[j] -= normal[i] * moved[j] + moved[i] * normal[j];
      }
    }
    return scale * beside;
  }

  /** The first rows and columns times a vector. */
  private static double[] times(double[][] rows, double[] vector, int count) {
    double[] product = new double[count];
    for (int i = 0; i < count; i++) {
      double[] row = rows[i];
      double sum = row[i] * vector[i];
      for (int j = 0; j < i; j++) {
        sum += row[j] * vector[j];
      }
      subtract(-vector[i], row, product, i);
      product[i] += sum;
    }
    return product;
  }

  private static void subtract(double times, double[] row, double[] from, int count) {
    for (int i = 0; i < count; i++) {
      from[i] -= times * row[i];
    }
  }

  /** Turns a diagonal, and what stands beside it, into eigenvalues. */
  private static void solve(double[] diagonal, double[] beside) {
    for (int first = 0; first < diagonal.length; first++) {
      for (int iteration = 0; ; iteration++) {
        int end = end(diagonal, beside, first);
        if (end == first) {
          break;
        }
        if (iteration == MOST_ITERATIONS) {
          throw new ArithmeticException("The eigenvalues were not found.");
        }
        step(diagonal, beside, first, end);
      }
    }
  }

  /** The place before the first next to nothing beside the diagonal. */
  private static int end(double[] diagonal, double[] beside, int first) {
    int end = first;
    while (end < diagonal.length - 1
        && Math.abs(beside[end])
            > ROUNDING * (Math.abs(diagonal[end]) + Math.abs(diagonal[end + 1]))) {
      end++;
    }
    return end;
  }

  private static void step(double[] diagonal, double[] beside, int first, int end) {
    double slope = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
    double shift = slope + Math.copySign(Math.hypot(slope, 1), slope);
    double gap = diagonal[end] - diagonal[first] + beside[first] / shift;
    double sine = 1;
    double cosine = 1;
    double shifted = 0;
    for (int i = end - 1; i >= first; i--) {
      double across = sine * beside[i];
      double along = cosine * beside[i];
      double length = Math.hypot(across, gap);
      beside[i + 1] = length;
      if (length == 0) { // split in two
        diagonal[i + 1] -= shifted;
        beside[end] = 0;
        return;
      }
      sine = across / length;
      cosine = gap / length;
      double before = diagonal[i + 1] - shifted;
      double turned = (diagonal[i] - before) * sine + 2 * cosine * along;
      shifted = sine * turned;
      diagonal[i + 1] = before + shifted;
      gap = cosine * turned - along;
    }
    diagonal[first] -= shifted;
    beside[first] = gap;
    beside[end] = 0;
  }
}
