package org.kendall.nn;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** How many native threads PyTorch's operations use. */
public final class NativeThreads {
  private NativeThreads() {}

  /**
   * Makes the process's setting count on the current thread too, and gives it.
   *
   * <p>PyTorch takes the setting over the first time that a thread asks for it, and a matrix
   * product does not ask: the first ones on a new thread would use all cores, and sum in another
   * order, so that the last bits of a result would depend on the thread.
   */
  public static int settle() {
    // Its native library is there only once the engine was asked for.
    Engine.getEngine("PyTorch");
    return JniUtils.getNumThreads();
  }
}
