package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** Batch normalization of each channel (Ioffe and Szegedy 2015), with a trained scale and shift. */
record BatchNorm(Weight scale, Weight shift, Weight mean, Weight variance) implements Layer {
  /** The share of the newest batch in the tracked statistics. */
  private static final double MOMENTUM = 0.1;

  private static final double EPSILON = 1e-5;

  static BatchNorm of(int channels) {
    return of(channels, 1);
  }

  /** One that only normalizes: its scale stays 1 and its shift 0. */
  static BatchNorm plain(int channels) {
    return new BatchNorm(
        Weight.tracked(1, channels),
        Weight.tracked(0, channels),
        Weight.tracked(0, channels),
        Weight.tracked(1, channels));
  }

  /** So many side by side. */
  static BatchNorm of(int channels, int parts) {
    long all = (long) parts * channels;
    return new BatchNorm(
        Weight.constant(1, all).inParts(parts),
        Weight.constant(0, all).inParts(parts),
        Weight.tracked(0, all).inParts(parts),
        Weight.tracked(1, all).inParts(parts));
  }

  @Override
  public List<Weight> weights() {
    return List.of(scale, shift, mean, variance);
  }

  @Override
  public Volume output(Volume input) {
    return input;
  }

  @Override
  public long macs(Volume input) {
    return 0;
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    if (pass.purpose() == Pass.Purpose.WITHOUT_NORM) {
      return input;
    }
    boolean byBatch = pass.purpose() != Pass.Purpose.EVALUATE;
    // DJL's names of these parameters are in another order; this is the one it goes by.
    NDArray output =
        JniUtils.batchNorm(
            (PtNDArray) input,
            tracked(mean, pass),
            tracked(variance, pass),
            (PtNDArray) pass.array(scale),
            (PtNDArray) pass.array(shift),
            byBatch,
            MOMENTUM,
            EPSILON);
    pass.tap().normalised(pass.array(variance), variance.parts());
    return output;
  }

  /** PyTorch writes the statistics of a batch into it. */
  private static PtNDArray tracked(Weight weight, Pass pass) {
    NDArray array = pass.array(weight);
    return (PtNDArray)
        (pass.purpose() == Pass.Purpose.BATCH_STATISTICS ? array.duplicate() : array);
  }
}
