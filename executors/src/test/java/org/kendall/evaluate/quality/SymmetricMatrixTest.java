package org.kendall.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricMatrixTest {
  private final Random random = new Random(1);

  /** B B' with a B of normal numbers, some rows of which are 0. */
  private RealMatrix positive(int width, int rank, int zeros) {
    double[][] rows = new double[width][rank];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    for (int i = 0; i < zeros; i++) {
      rows[i * width / zeros] = new double[rank];
    }
    RealMatrix matrix = MatrixUtils.createRealMatrix(rows);
    return matrix.multiply(matrix.transpose());
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Against the library, which goes another way for each. */
  @ParameterizedTest
  @CsvSource({"1,1,0", "2,2,0", "3,1,1", "20,20,0", "20,7,4", "90,90,0", "90,60,10"})
  void eigenvaluesAreThoseOfTheLibrary(int width, int rank, int zeros) {
    RealMatrix matrix = positive(width, rank, zeros);
    double[] expected = sorted(new EigenDecomposition(matrix).getRealEigenvalues());
    assertThat(sorted(SymmetricMatrix.eigenvalues(matrix.getData())))
        .containsExactly(expected, within(1e-12 * expected[width - 1]));
  }

  @Test
  void negativeEigenvaluesAndDiagonalMatricesAreSolvedToo() {
    assertThat(
            sorted(SymmetricMatrix.eigenvalues(new double[][] {{3, 0, 0}, {0, -2, 0}, {0, 0, 0}})))
        .containsExactly(-2, 0, 3);
    // x^2 - 5 x - 14
    assertThat(sorted(SymmetricMatrix.eigenvalues(new double[][] {{1, 6}, {6, -2}})))
        .containsExactly(
            new double[] {(-1 - Math.sqrt(153)) / 2, (-1 + Math.sqrt(153)) / 2}, within(1e-12));
    assertThat(SymmetricMatrix.eigenvalues(new double[0][0])).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "20,20,0", "20,7,4", "90,90,0", "90,60,10", "5,0,0"})
  void theFactorTimesItselfIsTheMatrix(int width, int rank, int zeros) {
    RealMatrix matrix = positive(width, Math.max(1, rank), zeros).scalarMultiply(Math.min(1, rank));
    double[][] factor = SymmetricMatrix.factor(matrix.getData());
    assertThat(factor[0]).hasSize(Math.min(rank, width - zeros)); // no column for rounding
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        double sum = 0;
        for (int k = 0; k < factor[0].length; k++) {
          sum += factor[i][k] * factor[j][k];
        }
        assertThat(sum).isCloseTo(matrix.getEntry(i, j), within(1e-10));
      }
    }
  }

  @Test
  void aMatrixWithinAFactorIsTheProductOfThree() {
    RealMatrix matrix = positive(70, 70, 0);
    RealMatrix factor = MatrixUtils.createRealMatrix(positive(70, 5, 0).getData());
    double[][] within = SymmetricMatrix.within(factor.getData(), matrix.getData());
    RealMatrix expected = factor.transpose().multiply(matrix).multiply(factor);
    assertThat(MatrixUtils.createRealMatrix(within).subtract(expected).getNorm())
        .isLessThan(1e-12 * expected.getNorm());
  }
}
