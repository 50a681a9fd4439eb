package org.kendall.evaluate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a program writes: in a file, up to a limit, and its end in memory. Safe for several threads;
 * it never fails, so that the program can always write on.
 */
final class ProgramLog implements AutoCloseable {
  static final int FILE_LIMIT = 16 << 20;
  static final int TAIL_LIMIT = 8 << 10;

  private final OutputStream file;
  private final byte[] tail = new byte[TAIL_LIMIT]; // a ring; the next byte goes to count % length
  private long count;
  private boolean isFileFull;

  private ProgramLog(OutputStream file) {
    this.file = file;
  }

  /** A new log; one that was there is written over. */
  static ProgramLog create(Path file) throws IOException {
    return new ProgramLog(Files.newOutputStream(file));
  }

  synchronized void append(byte[] bytes, int length) {
    if (!isFileFull) {
      write(bytes, length);
    }
    for (int i = 0; i < length; i++) {
      tail[(int) (count++ % TAIL_LIMIT)] = bytes[i];
    }
  }

  private void write(byte[] bytes, int length) {
    try {
      file.write(bytes, 0, (int) Math.min(length, FILE_LIMIT - count));
      if (count + length >= FILE_LIMIT) {
        isFileFull = true;
        file.write("\n[the log is full]\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // A full disk, or the end: the tail stays.
      isFileFull = true;
    }
  }

  /** The last lines, whole ones as far as there is room. */
  synchronized String tail() {
    int length = (int) Math.min(count, TAIL_LIMIT);
    byte[] ordered = new byte[length];
    for (int i = 0; i < length; i++) {
      ordered[i] = tail[(int) ((count - length + i) % TAIL_LIMIT)];
    }
    String text = new String(ordered, StandardCharsets.UTF_8);
    int firstBreak = text.indexOf('\n');
    boolean isCut = count > TAIL_LIMIT && firstBreak >= 0 && firstBreak < text.length() - 1;
    return isCut ? text.substring(firstBreak + 1) : text;
  }

  @Override
  public synchronized void close() throws IOException {
    isFileFull = true;
    file.close();
  }
}
