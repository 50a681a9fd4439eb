package org.kendall.data;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A costly value that threads share: the first to ask loads it while the others wait; it is let go
 * when memory is short and nobody holds it, and then loaded again.
 */
public final class SharedValue<T> {
  private final AtomicReference<SoftReference<T>> held =
      new AtomicReference<>(new SoftReference<>(null));

  /** The value; a loader that throws leaves nothing behind, so the next to ask tries again. */
  public synchronized T orLoad(Supplier<T> loader) {
    T value = held.get().get();
    if (value == null) {
      value = loader.get();
      held.set(new SoftReference<>(value));
    }
    return value;
  }
}
