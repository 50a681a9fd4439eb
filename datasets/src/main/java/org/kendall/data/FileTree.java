package org.kendall.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files below a path, whether they lie in folders, are one file, or are members of tar
 * archives, plain or gzip. Archives are read as streams and never unpacked to disk. Hidden files
 * (of a name that begins with a dot) are left out, and so is {@code x.gz} where {@code x} is there.
 */
final class FileTree {
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar|tar\\.gz|tgz)");
  private static final int DEEPEST_FOLDER = 4;
  private static final int MOST_FILES = 2_000_000;
  private static final int MEMBERS_TO_PEEK = 64;

  private final Storage storage;
  private final List<Entry> entries;

  /** A file on the file system: itself one of the tree's files, or an archive of many. */
  private record Entry(String name, Path path, boolean archive) {}

  private FileTree(Storage storage, List<Entry> entries) {
    this.storage = storage;
    this.entries = List.copyOf(entries);
  }

  /**
   * Finds the files at a path; only folders are read.
   *
   * @throws BadDataException if there is nothing at the path or it cannot be listed
   */
  static FileTree at(String path) {
    Storage storage = Storage.of(path);
    FileStatus root = storage.status(path);
    List<Entry> entries = new ArrayList<>();
    if (root.isFile()) {
      entries.add(single(storage, root.getPath()));
    } else {
      collect(storage, root.getPath(), "", entries);
    }
    return new FileTree(storage, withoutTwins(entries));
  }

  private static Entry single(Storage storage, Path file) {
    String name = file.getName();
    try (InputStream in = storage.open(file)) {
      boolean archive = ARCHIVE.matcher(name).matches() || TarStream.startsIn(in);
      return new Entry(bare(name), file, archive);
    } catch (IOException e) {
      throw Storage.unreadable(Storage.shown(file), e);
    }
  }

  private static void collect(Storage storage, Path folder, String prefix, List<Entry> into) {
    for (FileStatus status : storage.list(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(".")) {
        continue;
      }
      if (status.isFile()) {
        boolean archive = ARCHIVE.matcher(name).matches();
        into.add(new Entry(prefix + bare(name), status.getPath(), archive));
      } else if (prefix.chars().filter(c -> c == '/').count() < DEEPEST_FOLDER) {
        collect(storage, status.getPath(), prefix + name + "/", into);
      }
      if (into.size() > MOST_FILES) {
        throw new BadDataException(
            "The data folder %s holds more than %,d files.\nMaybe another was meant; if not, pack them in tar.gz archives."
                .formatted(Storage.shown(folder), MOST_FILES));
      }
    }
  }

  private static List<Entry> withoutTwins(List<Entry> entries) {
    Set<String> seen = new HashSet<>();
    return entries.stream()
        .sorted(Comparator.comparing(entry -> entry.path().toString())) // x before x.gz
        .filter(entry -> seen.add(entry.name()))
        .toList();
  }

  /** The names of the files; of an archive only the first few. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.archive()) {
        names.addAll(membersToPeek(entry));
      } else {
        names.add(entry.name());
      }
    }
    return names;
  }

  /**
   * Reads files whole, several archives at a time, in the order of their names: an archive's own
   * order does not matter.
   *
   * @throws BadDataException if a file or archive is damaged, which is known only at its end
   */
  List<StoredFile> read(Predicate<String> wanted) {
    return entries.parallelStream()
        .flatMap(entry -> read(entry, wanted).stream())
        .sorted(Comparator.comparing(StoredFile::name).thenComparing(StoredFile::place))
        .toList();
  }

  /**
   * As {@link #read}, but files that are no archives are read only when their content is asked for.
   */
  List<StoredFile> find(Predicate<String> wanted) {
    return entries.parallelStream()
        .flatMap(
            entry ->
                entry.archive() || !wanted.test(entry.name())
                    ? read(entry, wanted).stream()
                    : Stream.of(unread(entry)))
        .sorted(Comparator.comparing(StoredFile::name).thenComparing(StoredFile::place))
        .toList();
  }

  private StoredFile unread(Entry entry) {
    String place = Storage.shown(entry.path());
    return new StoredFile(entry.name(), place, () -> content(entry, place));
  }

  private byte[] content(Entry entry, String place) {
    try (InputStream in = storage.open(entry.path())) {
      return Storage.whole(in);
    } catch (IOException | IllegalArgumentException e) {
      throw Storage.unreadable(place, e);
    }
  }

  private List<StoredFile> read(Entry entry, Predicate<String> wanted) {
    String place = Storage.shown(entry.path());
    if (!entry.archive()) {
      return wanted.test(entry.name())
          ? List.of(new StoredFile(entry.name(), place, content(entry, place)))
          : List.of();
    }
    Proportion proportion = new Proportion();
    try (InputStream in = storage.open(entry.path(), proportion)) {
      return members(in, proportion, place, wanted);
    } catch (IOException | IllegalArgumentException e) {
      throw Storage.unreadable(place, e);
    }
  }

  private static List<StoredFile> members(
      InputStream in, Proportion proportion, String place, Predicate<String> wanted)
      throws IOException {
    List<StoredFile> members = new ArrayList<>();
    try (TarStream tar = new TarStream(in)) {
      for (String member = tar.next(); !member.isEmpty(); member = tar.next()) {
        if (wanted.test(bare(member))) {
          String shown = place + ", member " + member;
          byte[] content = Storage.whole(proportion.unzip(tar));
          members.add(new StoredFile(bare(member), shown, content));
        }
      }
      in.transferTo(OutputStream.nullOutputStream()); // gzip's checksum is at the very end
    }
    return members;
  }

  private List<String> membersToPeek(Entry archive) {
    List<String> names = new ArrayList<>();
    try (TarStream tar = new TarStream(storage.open(archive.path()))) {
      String member = tar.next();
      while (!member.isEmpty() && names.size() < MEMBERS_TO_PEEK) {
        names.add(bare(member));
        member = tar.next();
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Storage.unreadable(Storage.shown(archive.path()), e);
    }
    return names;
  }

  private static String bare(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
  }
}
