package org.kendall.data;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Where data lies: the Hadoop file system of a path, be it local, {@code hdfs:} or any other that
 * Hadoop knows. Files are unzipped as they are read when their first bytes say gzip.
 *
 * <p>A file system is opened by the thread that asks for it and may then be used by any: on a
 * cluster with Kerberos only the asking thread carries the user's name.
 */
public final class Storage {
  private static final AtomicReference<Configuration> CONFIGURATION =
      new AtomicReference<>(new Configuration());
  private static final int LARGEST_FILE_BYTES = 1 << 30;

  private final FileSystem files;

  private Storage(FileSystem files) {
    this.files = files;
  }

  /** Sets the Hadoop properties of this process on top of Hadoop's own configuration files. */
  public static void configure(Map<String, String> properties) {
    Configuration configuration = new Configuration();
    properties.forEach(configuration::set);
    CONFIGURATION.set(configuration);
  }

  /**
   * The file system that a path lies on.
   *
   * @throws BadDataException if there is none for the path's scheme or it cannot be reached
   */
  public static Storage of(String path) {
    try {
      FileSystem files = new Path(path).getFileSystem(CONFIGURATION.get());
      // Raw: a data file may have been replaced without the checksum file that lies beside it.
      return new Storage(files instanceof LocalFileSystem local ? local.getRawFileSystem() : files);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadDataException(
          "The data path '%s' cannot be opened: %s.\nMaybe check its scheme and host."
              .formatted(path, reason(e)),
          e);
    }
  }

  /** A file's content, unzipped if it is gzip; the caller closes it. */
  public static InputStream open(String path) {
    Storage storage = of(path);
    return storage.open(storage.status(path).getPath());
  }

  /**
   * A small file's content, unzipped if it is gzip.
   *
   * @throws BadDataException also if it is larger
   */
  public static byte[] read(String path, int mostBytes) {
    try (InputStream in = open(path)) {
      byte[] content = in.readNBytes(mostBytes + 1);
      if (content.length > mostBytes) {
        throw new IOException("it is larger than %,d bytes".formatted(mostBytes));
      }
      return content;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** A file's content as it lies there, zipped or not; the caller closes it. */
  public static InputStream openRaw(String path) {
    Storage storage = of(path);
    try {
      return storage.files.open(storage.status(path).getPath());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Replaces a file as a whole, and makes its folder where there is none: readers see the old
   * content or the new one, never a part.
   */
  public static void write(String path, byte[] content) {
    write(path, out -> out.write(content));
  }

  /** What writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  /**
   * As {@link #write(String, byte[])}, for content that memory need not hold at once. Where several
   * write one file at a time, the content of one of them stays, and whole.
   */
  public static void write(String path, Content content) {
    Path file = new Path(path);
    Path part =
        new Path(file.getParent(), ".%s.%s.part".formatted(file.getName(), UUID.randomUUID()));
    Storage storage = of(path);
    try {
      storage.files.mkdirs(file.getParent());
      storage.replace(file, part, content);
    } catch (IOException | FSError e) {
      // An FSError is what Hadoop's local file system makes of a full disk.
      throw new UncheckedIOException(
          "The file %s could not be written: %s".formatted(path, e.getMessage()),
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  private void replace(Path file, Path part, Content content) throws IOException {
    boolean replaced = false;
    try {
      try (FSDataOutputStream out = files.create(part, true)) {
        content.to(out);
      }
      FileContext.getFileContext(files.getUri(), CONFIGURATION.get())
          .rename(part, file, Options.Rename.OVERWRITE);
      replaced = true;
    } finally {
      if (!replaced) {
        discard(part); // a full disk would stay full of it
      }
    }
  }

  private void discard(Path part) {
    try {
      files.delete(part, false);
    } catch (IOException e) {
      // What made the writing fail is what is told.
    }
  }

  /**
   * Hands over a file as one on this machine, for native code that reads by path: the file itself
   * if it lies on a local disk, else a copy that is deleted afterwards.
   *
   * @throws BadDataException if it does not exist or cannot be read
   */
  public static <T> T withLocalFile(String path, Function<java.nio.file.Path, T> use) {
    Storage storage = of(path);
    Path file = storage.status(path).getPath();
    if (storage.files instanceof RawLocalFileSystem local) {
      return use.apply(local.pathToFile(file).toPath());
    }
    java.nio.file.Path copy = null;
    try (InputStream in = storage.files.open(file)) {
      copy = Files.createTempFile("kendall-", "-" + file.getName());
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return use.apply(copy);
    } catch (IOException e) {
      throw unreadable(path, e);
    } finally {
      delete(copy);
    }
  }

  private static void delete(java.nio.file.Path copy) {
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The copy %s could not be deleted.".formatted(copy), e);
    }
  }

  /** Whether there is anything at a path. */
  public static boolean exists(String path) {
    try {
      return of(path).files.exists(new Path(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** What is at a path. */
  FileStatus status(String path) {
    try {
      return files.getFileStatus(new Path(path));
    } catch (FileNotFoundException e) {
      throw new BadDataException(
          "The data file %s does not exist.\nMaybe check the path; where it names no file system it is on %s."
              .formatted(path, files.getUri()),
          e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The names of what lies directly in a folder, in order; none where there is no folder. */
  public static List<String> names(String folder) {
    Storage storage = of(folder);
    Path path = new Path(folder);
    return exists(folder)
        ? storage.list(path).stream().map(status -> status.getPath().getName()).sorted().toList()
        : List.of();
  }

  /** Deletes a file or a folder with all that is in it, if it is there. */
  public static void delete(String path) {
    try {
      of(path).files.delete(new Path(path), true);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be deleted.".formatted(path), e);
    }
  }

  /** What lies directly in a folder. */
  List<FileStatus> list(Path folder) {
    try {
      return List.of(files.listStatus(folder));
    } catch (IOException e) {
      throw unreadable(shown(folder), e);
    }
  }

  InputStream open(Path file) {
    return open(file, new Proportion());
  }

  InputStream open(Path file, Proportion proportion) {
    try {
      return proportion.of(files.open(file));
    } catch (IOException e) {
      throw unreadable(shown(file), e);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @throws IOException also if there is more than a data set's file can sensibly hold
   */
  static byte[] whole(InputStream in) throws IOException {
    byte[] content = in.readNBytes(LARGEST_FILE_BYTES + 1); // grows as it reads
    if (content.length > LARGEST_FILE_BYTES) {
      throw new IOException("it is larger than %,d bytes".formatted(LARGEST_FILE_BYTES));
    }
    return content;
  }

  static BadDataException unreadable(String file, Exception cause) {
    return new BadDataException(
        "The data file %s cannot be read: %s.\nMaybe it is damaged or was cut short: fetch it again."
            .formatted(file, reason(cause)),
        cause);
  }

  /** A path as people write it: without the scheme where it is local. */
  static String shown(Path path) {
    URI uri = path.toUri();
    return "file".equals(uri.getScheme()) ? uri.getPath() : uri.toString();
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    if (cause instanceof EOFException) {
      return "it ends too soon";
    }
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    // Hadoop's Path puts the name of a class before what Java's URI said.
    return message.replaceFirst("^[\\w.]+Exception: ", "");
  }
}
