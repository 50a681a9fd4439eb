package org.kendall.data;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Keeps what a file unzips to in proportion to the file: of a few bytes that stand for a huge
 * content, as no data set's do, only the beginning is unzipped. Used by one thread.
 */
final class Proportion {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 2;
  private static final int MOST_TIMES = 100;

  /** So much may come of any file. */
  private static final long FREE_BYTES = 1 << 24;

  private long stored;
  private long unzipped;

  /** What a stored file holds: unzipped where its first bytes say gzip. */
  InputStream of(InputStream raw) throws IOException {
    return unzip(new Counted(raw, read -> stored += read));
  }

  /** The same for a part of what {@link #of} gave, such as an archive's member. */
  InputStream unzip(InputStream part) throws IOException {
    try {
      BufferedInputStream in = new BufferedInputStream(part, BUFFER_BYTES);
      in.mark(MAGIC_BYTES);
      boolean gzip = isGzip(in.readNBytes(MAGIC_BYTES));
      in.reset();
      return gzip
          ? new Counted(new GZIPInputStream(in, BUFFER_BYTES), read -> unzipped += read)
          : in;
    } catch (IOException e) {
      part.close();
      throw e;
    }
  }

  private static boolean isGzip(byte[] start) {
    return start.length >= MAGIC_BYTES && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }

  private void require() throws IOException {
    if (unzipped > Math.max(FREE_BYTES, MOST_TIMES * stored)) {
      throw new IOException("it unzips to more than %d times its size".formatted(MOST_TIMES));
    }
  }

  /** Tells how much is read. */
  private final class Counted extends FilterInputStream {
    private final LongConsumer count;

    Counted(InputStream in, LongConsumer count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      count.accept(Math.max(0, read));
      require();
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
