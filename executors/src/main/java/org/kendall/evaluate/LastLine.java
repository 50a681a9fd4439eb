package org.kendall.evaluate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The last line of a stream that is not blank; of a longer one, its first 64 KiB. */
final class LastLine {
  private static final int LIMIT = 64 << 10;

  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private String last = "";

  synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      // A progress bar ends its lines with \r.
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        last = text();
        open.reset();
      } else if (open.size() < LIMIT) {
        open.write(bytes[i]);
      }
    }
  }

  synchronized String text() {
    String line = open.toString(StandardCharsets.UTF_8).strip();
    return line.isEmpty() ? last : line;
  }
}
