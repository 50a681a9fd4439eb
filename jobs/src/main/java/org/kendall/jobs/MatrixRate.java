package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.kendall.nn.NativeThreads;

/**
 * How fast this machine multiplies matrices of the size of a predictor's head.
 *
 * @param flopPerSecond floating point operations, two for each multiply-accumulate, of all threads
 */
record MatrixRate(int threads, double flopPerSecond) {
  private static final String WHAT =
      "(512 x 300) (300 x 300), single precision, output memory reused, %d threads at once";

  private static final int ROWS = 512;
  private static final int WIDTH = 300;
  private static final int TRIALS = 20;
  private static final int PRODUCTS = 50;

  /** The sum over as many threads as Java has processors, each with products of its own. */
  static MatrixRate measure() {
    int threads = Runtime.getRuntime().availableProcessors();
    List<CompletableFuture<Double>> rates =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        MatrixRate::ofThisThread, task -> new Thread(task).start()))
            .limit(threads)
            .toList();
    return new MatrixRate(threads, rates.stream().mapToDouble(CompletableFuture::join).sum());
  }

  /**
   * The best of some trials of many products each. An output is freed before the next is taken, so
   * that all lie in the same memory.
   */
  private static double ofThisThread() {
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
    return 2.0 * ROWS * WIDTH * WIDTH / best;
  }

  MatrixRate orFaster(MatrixRate other) {
    return flopPerSecond >= other.flopPerSecond ? this : other;
  }

  @Override
  public String toString() {
    return WHAT.formatted(threads) + ": %.1f GFLOP/s".formatted(flopPerSecond / 1e9);
  }
}
