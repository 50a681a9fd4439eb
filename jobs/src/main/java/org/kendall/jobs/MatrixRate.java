package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.kendall.nn.NativeThreads;

/**
 * How fast this machine multiplies matrices of the size of a predictor's head.
 *
 * @param flopPerSecond floating point operations, two for each multiply-accumulate
 */
record MatrixRate(double flopPerSecond) {
  static final String WHAT =
      "(512 x 300) (300 x 300), single precision, one thread, output memory reused";

  private static final int ROWS = 512;
  private static final int WIDTH = 300;
  private static final int TRIALS = 20;
  private static final int PRODUCTS = 50;

  /**
   * The best of some trials of many products each. An output is freed before the next is taken, so
   * that all lie in the same memory.
   */
  static MatrixRate measure() {
    double best = Double.MAX_VALUE;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      NDArray left = manager.ones(new Shape(ROWS, WIDTH));
      NDArray right = manager.ones(new Shape(WIDTH, WIDTH));
      for (int trial = 0; trial < TRIALS; trial++) {
        long start = System.nanoTime();
        for (int product = 0; product < PRODUCTS; product++) {
          left.matMul(right).close();
        }
        best = Math.min(best, (System.nanoTime() - start) / 1e9 / PRODUCTS);
      }
    }
    return new MatrixRate(2.0 * ROWS * WIDTH * WIDTH / best);
  }

  MatrixRate orFaster(MatrixRate other) {
    return flopPerSecond >= other.flopPerSecond ? this : other;
  }
}
