package org.kendall.search;

import java.io.IOException;

/** Where a journal's lines go. */
interface Lines extends AutoCloseable {
  /** Adds whole lines, each with its line end, and returns once they are safe. */
  void add(byte[] bytes) throws IOException;

  @Override
  default void close() throws IOException {}
}
