package org.kendall.search;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local disk on which journals find only so much space: the last write is cut where that ends. It
 * counts their writes.
 */
class PoorDisk extends FilterFileSystem {
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong writes = new AtomicLong();

  PoorDisk() throws IOException {
    super(new RawLocalFileSystem());
    initialize(URI.create("file:///"), new Configuration());
  }

  RunDirectory directory(java.nio.file.Path folder) {
    return new RunDirectory(this, new Path(folder.toString()));
  }

  long writes() {
    return writes.get();
  }

  void leave(long bytes) {
    left.set(bytes);
  }

  @Override
  public FsStatus getStatus(Path path) {
    return new FsStatus(Long.MAX_VALUE, 0, left.get());
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return fs.hasPathCapability(path, capability);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress)
      throws IOException {
    return limited(path, super.append(path, buffer, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    return limited(
        path, super.create(path, permission, overwrite, buffer, replication, block, progress));
  }

  private FSDataOutputStream limited(Path path, FSDataOutputStream out) throws IOException {
    return path.getName().startsWith("journal")
        ? new FSDataOutputStream(new Limited(out), null, 0)
        : out;
  }

  private final class Limited extends OutputStream {
    private final OutputStream out;

    Limited(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writes.incrementAndGet();
      int fits = (int) Math.min(length, left.get());
      out.write(bytes, offset, fits);
      left.addAndGet(-fits);
      if (fits < length) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
