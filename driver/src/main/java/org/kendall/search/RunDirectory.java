package org.kendall.search;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The directory that holds all of a run: local, or on any file system that Hadoop knows. */
public final class RunDirectory {
  /** The name of the directory with the workspaces of trials. */
  public static final String TRIALS = "trials";

  private final Path root;
  private final FileSystem files;
  private final Configuration configuration;

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

  /** Replaces a file as a whole: readers see the old text or the new one, never a part. */
  public void write(String name, String text) {
    Path part = file("." + name + ".part");
    try {
      try (FSDataOutputStream out = files.create(part, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      FileContext.getFileContext(root.toUri(), configuration)
          .rename(part, file(name), Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file(name) + " could not be written.", e);
    }
  }

  /** Opens a file for adding to its end, and creates it if there is none. */
  FSDataOutputStream append(String name) throws IOException {
    Path path = file(name);
    return files.exists(path) ? files.append(path) : files.create(path, false);
  }

  /** Cuts a file to its first bytes. */
  void truncate(String name, long length) throws IOException {
    files.truncate(file(name), length);
  }

  @Override
  public String toString() {
    return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
  }
}
