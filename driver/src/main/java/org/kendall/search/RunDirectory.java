package org.kendall.search;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/** The directory that holds all of a run: local, or on any file system that Hadoop knows. */
public final class RunDirectory {
  /** The name of the directory with the workspaces of trials. */
  public static final String TRIALS = "trials";

  private static final int UNBUFFERED = 1;
  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final Duration RECOVERY_LOOK = Duration.ofMillis(200);

  private final Path root;
  private final FileSystem files;
  private final Configuration configuration;

  /** A directory on a file system that is at hand. */
  RunDirectory(FileSystem files, Path root) {
    this.files = files;
    this.root = files.makeQualified(root);
    this.configuration = files.getConf();
  }

  /**
   * Names a directory; nothing is created or looked at.
   *
   * @throws IOException if the file system cannot be reached
   */
  public RunDirectory(String path, Configuration configuration) throws IOException {
    FileSystem found = new Path(path).getFileSystem(configuration);
    // The checksummed local file system can neither append nor sync; the raw one under it can.
    this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    this.root = files.makeQualified(new Path(path));
    this.configuration = configuration;
  }

  /** The directory itself, with its scheme. */
  public String location() {
    return root.toString();
  }

  /** A file in it, as a full path. */
  public Path file(String name) {
    return new Path(root, name);
  }

  /** Creates the directory and its parents. */
  public void create() throws IOException {
    if (!files.mkdirs(root)) {
      throw new IOException("The directory " + root + " could not be made");
    }
  }

  public boolean exists(String name) throws IOException {
    return files.exists(file(name));
  }

  /** The name of a file that a trial has left in its workspace, where that is in the directory. */
  public static String ofTrial(long number, String name) {
    return TRIALS + "/" + number + "/" + name;
  }

  /** The text of a file; empty if there is none. */
  public Optional<String> read(String name) throws IOException {
    return readBytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** All of a file; empty if there is none. */
  public Optional<byte[]> readBytes(String name) throws IOException {
    try (FSDataInputStream in = files.open(file(name))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces a file as a whole: readers see the old text or the new one, never a part.
   *
   * @throws RunLostException if it cannot be written
   */
  public void write(String name, String text) {
    Path part = file("." + name + ".part");
    try {
      put(part, text);
      FileContext.getFileContext(root.toUri(), configuration)
          .rename(part, file(name), Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw RunLostException.unwritable(this, e);
    }
  }

  /**
   * Returns if so many bytes fit into it, by what its file system says now.
   *
   * @throws RunLostException if they do not
   */
  public void requireSpace(long bytes) throws IOException {
    long free = files.getStatus(root).getRemaining();
    if (bytes > free) {
      throw RunLostException.full(this, bytes, free);
    }
  }

  /** The names of its files that begin so, in order; none where there is no directory. */
  List<String> names(String prefix) throws IOException {
    try {
      return Arrays.stream(files.listStatus(root, path -> path.getName().startsWith(prefix)))
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * Creates a file unless there is one: of several that try, one succeeds.
   *
   * @return whether this call created it
   */
  boolean createNew(String name, String text) throws IOException {
    Optional<OutputStream> created = createNew(name);
    if (created.isEmpty()) {
      return false;
    }
    try (OutputStream out = created.get()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      delete(name);
      throw e;
    }
  }

  private Optional<OutputStream> createNew(String name) throws IOException {
    try {
      // Hadoop's own looks first and creates then: locally, two may both find nothing.
      return Optional.of(
          isLocal()
              ? Files.newOutputStream(
                  local(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
              : files.create(file(name), false));
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (files.exists(file(name))) {
        return Optional.empty(); // being created by another at this moment
      }
      throw e;
    }
  }

  private boolean isLocal() {
    return files instanceof RawLocalFileSystem;
  }

  private java.nio.file.Path local(String name) {
    return java.nio.file.Path.of(file(name).toUri().getPath());
  }

  /** Writes a small file anew, in place: a reader may see it empty for a moment. */
  void replace(String name, String text) throws IOException {
    put(file(name), text);
  }

  private void put(Path path, String text) throws IOException {
    LocalErrors.told(
        () -> {
          try (FSDataOutputStream out = files.create(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  void delete(String name) throws IOException {
    files.delete(file(name), false);
  }

  /** When a file was last written, in milliseconds since the epoch; 0 if there is none. */
  long touchedMillis(String name) throws IOException {
    try {
      return files.getFileStatus(file(name)).getModificationTime();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /**
   * Opens a file for adding to its end, and creates it if there is none. What is written goes
   * straight through: a buffer would write what has failed once more when it is closed.
   */
  FSDataOutputStream append(String name) throws IOException {
    Path path = file(name);
    return files.exists(path)
        ? files.append(path, UNBUFFERED)
        : files.create(path, false, UNBUFFERED);
  }

  /** Whether a file that was closed can be added to, and cut where it was torn. */
  boolean canAppend() throws IOException {
    return files.hasPathCapability(root, CommonPathCapabilities.FS_APPEND)
        && files.hasPathCapability(root, CommonPathCapabilities.FS_TRUNCATE);
  }

  /** Writes a new file, which is safe once this returns: closing it is what a store syncs by. */
  void writeOnce(String name, byte[] bytes) throws IOException {
    LocalErrors.told(
        () -> {
          try (FSDataOutputStream out = files.create(file(name), false, UNBUFFERED)) {
            out.write(bytes);
            if (out.hasCapability(StreamCapabilities.HSYNC)) {
              out.hsync();
            }
          }
        });
  }

  /** Cuts a file to its first bytes, if it is longer. */
  void truncate(String name, long length) throws IOException {
    Path path = file(name);
    if (files.exists(path)
        && files.getFileStatus(path).getLen() > length
        && !files.truncate(path, length)) {
      endWriter(name);
    }
  }

  /**
   * Makes sure that whoever has a file open can write to it no more, and that all that was synced
   * can be read. Locally there is nothing to do: the writer is dead.
   *
   * @throws IOException if the file system does not manage it in time
   */
  void endWriter(String name) throws IOException {
    Path path = file(name);
    if (!(files instanceof LeaseRecoverable leases) || !files.exists(path)) {
      return;
    }
    long start = System.nanoTime();
    while (!leases.recoverLease(path)) {
      if (System.nanoTime() - start > RECOVERY.toNanos()) {
        throw new IOException("the lease of " + name + " is not recovered yet");
      }
      sleep();
    }
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(RECOVERY_LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a lease was recovered");
    }
  }

  @Override
  public String toString() {
    return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
  }
}
