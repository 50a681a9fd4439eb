package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/** How fast this machine multiplies matrices of the size of a predictor's head, in one thread. */
record MatrixRate(double flopsPerSecond) {
  static final String WHAT =
      "(512 x 300) (300 x 300) in single precision, the output's memory used again";

  private static final int ROWS = 512;
  private static final int WIDTH = 300;
  private static final int TRIALS = 20;
  private static final int PRODUCTS = 50;

  /** The best of some trials of a few milliseconds each. */
  static MatrixRate measure() {
    double best = Double.MAX_VALUE;
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray left = manager.ones(new Shape(ROWS, WIDTH));
      NDArray right = manager.ones(new Shape(WIDTH, WIDTH));
      for (int trial = 0; trial < TRIALS; trial++) {
        long start = System.nanoTime();
        for (int product = 0; product < PRODUCTS; product++) {
          left.matMul(right).close();
        }
        best = Math.min(best, (System.nanoTime() - start) / 1e9 / PRODUCTS);
      }
    } finally {
      JniUtils.setGradMode(recording);
    }
    return new MatrixRate(2.0 * ROWS * WIDTH * WIDTH / best);
  }

  MatrixRate orFaster(MatrixRate other) {
    return flopsPerSecond >= other.flopsPerSecond ? this : other;
  }
}
