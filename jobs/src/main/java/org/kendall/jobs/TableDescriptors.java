package org.kendall.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kendall.data.Storage;

/**
 * Finds the settings of a table by a path: of the data, beside which there is a YAML of the same
 * name, unless Kendall brings one for tables of that name; or of the YAML, which names the data or
 * stands beside it.
 */
final class TableDescriptors {
  private static final String FILE = "file";
  private static final String YAML = ".yaml";
  private static final List<String> DATA = List.of(".csv", ".csv.gz", ".parquet", ".parquet.gz");
  private static final Pattern NAME =
      Pattern.compile("(?<folder>.*/)?(?<base>.+?)(?:(?:\\.csv|\\.parquet)?(?:\\.gz)?|\\.ya?ml)");

  private TableDescriptors() {}

  /**
   * The settings of the table at a path, all with their origin.
   *
   * @throws BadInputException if nothing tells what its columns mean
   * @throws org.kendall.data.BadDataException if a YAML cannot be read
   */
  static Node.Mapping of(Node.Scalar path) {
    Matcher name = NAME.matcher(path.text());
    if (!name.matches()) {
      throw path.origin().bad("a table (%s) must be a path.".formatted(path.text()));
    }
    String folder = name.group("folder") == null ? "" : name.group("folder");
    String base = name.group("base");
    if (path.text().matches(".*\\.ya?ml")) {
      Node.Mapping settings = stored(path.text());
      return settings.with(FILE, data(settings, folder, base));
    }
    String beside = folder + base + YAML;
    Node.Mapping settings =
        Storage.exists(beside)
            ? stored(beside)
            : shipped(base).orElseThrow(() -> undescribed(path, beside));
    return settings.with(FILE, new Node.Entry(path.origin(), path));
  }

  private static BadInputException undescribed(Node.Scalar path, String beside) {
    return path.origin()
        .bad(
            ("there is no %s to tell what the columns of the table %s mean.\n"
                    + "Maybe write one with the keys space, key, metrics and seconds; kendall"
                    + " describe table explains them.")
                .formatted(beside, path.text()));
  }

  /** The data that a YAML is about: what it names, from its own folder on, or what is beside it. */
  private static Node.Entry data(Node.Mapping settings, String folder, String base) {
    Optional<Node.Entry> named = settings.entry(FILE);
    if (named.isPresent()) {
      return named.get().value() instanceof Node.Scalar file
          ? new Node.Entry(
              named.get().origin(), new Node.Scalar(file.origin(), from(folder, file.text())))
          : named.get(); // the binder says what is wrong with it
    }
    String found =
        DATA.stream()
            .map(suffix -> folder + base + suffix)
            .filter(Storage::exists)
            .findFirst()
            .orElseThrow(
                () ->
                    settings
                        .origin()
                        .bad(
                            "file is missing, and there is no %s with one of %s beside.\nThe table: CSV or Parquet, plain or gzip."
                                .formatted(base, String.join(", ", DATA))));
    return new Node.Entry(settings.origin(), new Node.Scalar(settings.origin(), found));
  }

  private static String from(String folder, String file) {
    boolean absolute = file.startsWith("/") || file.matches("[a-z][a-z0-9+.-]+:.*");
    return absolute ? file : folder + file;
  }

  private static Node.Mapping stored(String file) {
    try (InputStream in = Storage.open(file)) {
      return mapping(file, in);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read as a text: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static Optional<Node.Mapping> shipped(String base) {
    String resource = "tables/" + base + YAML;
    try (InputStream in = TableDescriptors.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(mapping("Kendall's " + resource, in));
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  private static Node.Mapping mapping(String file, InputStream in) throws IOException {
    Node root = YamlReader.file(file, YamlReader.text(in));
    if (root instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw root.origin()
        .bad(
            "a table is described by keys such as space and metrics; here is %s."
                .formatted(root.kind()));
  }
}
