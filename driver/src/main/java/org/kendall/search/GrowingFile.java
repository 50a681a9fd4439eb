package org.kendall.search;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Lines at the end of one file, on file systems that can append. */
final class GrowingFile implements Lines {
  private final FSDataOutputStream out;

  private GrowingFile(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Opens a file, or creates it.
   *
   * @param goodBytes how much of it is whole; what a dead writer left after that is cut off
   */
  static GrowingFile open(RunDirectory directory, String name, long goodBytes) throws IOException {
    directory.truncate(name, goodBytes);
    return new GrowingFile(directory.append(name));
  }

  @Override
  public void add(byte[] bytes) throws IOException {
    LocalErrors.told(
        () -> {
          out.write(bytes);
          out.hsync();
        });
  }

  @Override
  public void close() throws IOException {
    LocalErrors.told(out::close);
  }
}
