package org.kendall.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The plain, visible files of a tar archive, one after another; reading gives the current one.
 *
 * <p>An archive that was cut short between two members looks complete to the library, which does
 * not ask for the empty record that ends every tar; this stream does.
 */
final class TarStream extends TarArchiveInputStream {
  private static final int RECORD_BYTES = 512;

  private final AtomicBoolean ended = new AtomicBoolean();

  TarStream(InputStream in) {
    super(in, StandardCharsets.UTF_8.name());
  }

  /** Whether a tar archive begins here; reads from the stream. */
  static boolean startsIn(InputStream in) throws IOException {
    byte[] record = in.readNBytes(RECORD_BYTES);
    return record.length == RECORD_BYTES && matches(record, RECORD_BYTES);
  }

  /**
   * Moves to the next file.
   *
   * @return its name without a leading {@code ./}; empty at the end
   * @throws IOException if the archive is damaged or has no end
   */
  String next() throws IOException {
    for (TarArchiveEntry entry = getNextEntry(); entry != null; entry = getNextEntry()) {
      String name = entry.getName().replaceFirst("^(\\./|/)+", "");
      if (entry.isSparse()) { // a few bytes could stand for any number of zeros
        throw new IOException("its member %s is sparse".formatted(name));
      }
      if (isPlain(entry) && !("/" + name).contains("/.")) {
        return name;
      }
    }
    if (!ended.get()) {
      throw new IOException("the archive ends without the mark that ends every tar");
    }
    return "";
  }

  /** The library calls links and devices files too. */
  private static boolean isPlain(TarArchiveEntry entry) {
    boolean special =
        entry.isSymbolicLink()
            || entry.isLink()
            || entry.isFIFO()
            || entry.isCharacterDevice()
            || entry.isBlockDevice();
    return entry.isFile() && !special;
  }

  @Override
  protected boolean isEOFRecord(byte[] record) {
    boolean end = record != null && super.isEOFRecord(record);
    if (end) {
      ended.set(true);
    }
    return super.isEOFRecord(record);
  }
}
