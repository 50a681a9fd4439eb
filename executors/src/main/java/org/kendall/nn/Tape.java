package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Records operations on the current thread so that gradients can be taken.
 *
 * <p>DJL's own collector allows one at a time in a process; this one is per thread, as grad mode in
 * PyTorch is, so several candidates can train at once in one executor.
 *
 * <p>While it records, an array must not be multiplied or divided by a Java number: DJL 0.36 hands
 * PyTorch the number in memory that Java may free before {@link #backward}. See {@link
 * Layers#silu}.
 *
 * <pre>{@code
 * try (Tape tape = Tape.open()) {
 *   tape.backward(loss(parameters));
 * }
 * }</pre>
 */
public final class Tape implements AutoCloseable {
  private final boolean wasRecording;

  private Tape() {
    NativeThreads.settle();
    wasRecording = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
  }

  /** Starts to record on this thread. */
  public static Tape open() {
    return new Tape();
  }

  /**
   * Adds the gradient of a scalar to every array that asked for one; gradients that are there
   * already are kept and added to. The recorded graph is freed.
   */
  public void backward(NDArray scalar) {
    try (NDArray one = scalar.onesLike()) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
  }

  /** Stops recording, unless an outer tape still does. */
  @Override
  public void close() {
    JniUtils.setGradMode(wasRecording);
  }
}
