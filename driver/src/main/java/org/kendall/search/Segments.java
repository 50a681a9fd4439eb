package org.kendall.search;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.kendall.data.BadDataException;

/** Lines in one new file for each write, on file systems that cannot append. */
final class Segments implements Lines {
  private static final String PREFIX = "journal-";
  private static final String SUFFIX = ".jsonl";

  private final RunDirectory directory;
  private final AtomicInteger last;

  private Segments(RunDirectory directory, int last) {
    this.directory = directory;
    this.last = new AtomicInteger(last);
  }

  /** Goes on after the last one that is there. */
  static Segments open(RunDirectory directory) throws IOException {
    return new Segments(directory, names(directory).size());
  }

  /**
   * Their names, first to last.
   *
   * @throws BadDataException if one is missing
   */
  static List<String> names(RunDirectory directory) throws IOException {
    List<String> names = directory.names(PREFIX);
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(name(i + 1))) {
        throw new BadDataException(
            "The journal's part %s in %s is missing: %s follows.\nMaybe restore it from a copy."
                .formatted(name(i + 1), directory, names.get(i)));
      }
    }
    return names;
  }

  private static String name(int number) {
    return "%s%06d%s".formatted(PREFIX, number, SUFFIX);
  }

  @Override
  public void add(byte[] bytes) throws IOException {
    directory.writeOnce(name(last.incrementAndGet()), bytes);
  }
}
