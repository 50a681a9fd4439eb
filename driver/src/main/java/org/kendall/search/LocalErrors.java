package org.kendall.search;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/**
 * What goes wrong on a local disk, which Hadoop throws as an error: it takes the disk for broken.
 */
final class LocalErrors {
  private LocalErrors() {}

  /** Some reading or writing. */
  interface Access {
    void run() throws IOException;
  }

  /** Does it; a full disk is an {@link IOException} then, as it is elsewhere. */
  static void told(Access access) throws IOException {
    try {
      access.run();
    } catch (FSError e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }
}
