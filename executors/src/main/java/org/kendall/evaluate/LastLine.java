package org.kendall.evaluate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The last line of a stream that is not blank; of a longer one, its first 64 KiB. */
final class LastLine {
  private static final int LIMIT = 64 << 10;

  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private ByteArrayOutputStream last = new ByteArrayOutputStream();
  private boolean isOpenBlank = true;

  synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      // A progress bar ends its lines with \r.
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        endLine();
      } else if (open.size() < LIMIT) {
        open.write(bytes[i]);
        isOpenBlank &= bytes[i] == ' ' || bytes[i] == '\t';
      }
    }
  }

  private void endLine() {
    if (!isOpenBlank) {
      ByteArrayOutputStream spare = last;
      last = open;
      open = spare;
    }
    open.reset();
    isOpenBlank = true;
  }

  synchronized String text() {
    return (isOpenBlank ? last : open).toString(StandardCharsets.UTF_8).strip();
  }
}
