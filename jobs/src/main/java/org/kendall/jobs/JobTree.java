package org.kendall.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.kendall.data.Storage;
import org.kendall.evaluate.InformedCells;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.TableSettings;
import org.kendall.space.SearchSpace;

/**
 * A job file as it was read, with the settings of the command line in it; what its keys mean
 * depends on its kind. Immutable.
 */
final class JobTree {
  /** The key that says what kind of job it is. */
  static final String KIND = "kind";

  /** Stands for the directory of the job file, wherever a text may stand. */
  private static final String JOB_DIRECTORY = "${job_dir}";

  private static final Origin ORIGIN = new Origin("the resolved job");

  private final Catalog catalog;
  private final Node.Mapping tree;
  private final String directory;

  private JobTree(Catalog catalog, Node.Mapping written, String directory) {
    this.catalog = catalog;
    this.tree = written.map(text -> text.replace(JOB_DIRECTORY, directory));
    this.directory = directory;
  }

  /**
   * Reads a job file.
   *
   * @param location a local path, or one with a scheme that Hadoop knows
   * @param settings {@code key.path=value} each, stronger than the file
   * @throws BadInputException that says where and what is wrong
   */
  static JobTree read(String location, List<String> settings, Catalog catalog) {
    String text = hasScheme(location) ? stored(location) : text(Path.of(location));
    return parse(location, text, settings, catalog);
  }

  static JobTree parse(String file, String text, List<String> settings, Catalog catalog) {
    Node root = YamlReader.file(file, text);
    if (!(root instanceof Node.Mapping tree)) {
      throw root.origin()
          .bad(
              "a job file holds keys such as job and space; here is %s.\n".formatted(root.kind())
                  + "Maybe start from what kendall describe job prints.");
    }
    for (String setting : settings) {
      tree = SetOption.parse(setting).putInto(tree);
    }
    return new JobTree(catalog, tree, directory(file));
  }

  private static String directory(String file) {
    return hasScheme(file)
        ? file.substring(0, file.lastIndexOf('/'))
        : Path.of(file).toAbsolutePath().normalize().getParent().toString();
  }

  private static boolean hasScheme(String location) {
    return location.matches("[a-z][a-z0-9+.-]+:/.*");
  }

  private static String stored(String location) {
    try (InputStream in = Storage.open(location)) {
      return YamlReader.text(in);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** A job that was not read from a file. */
  static JobTree of(Node.Mapping tree, Catalog catalog) {
    return new JobTree(catalog, tree, JOB_DIRECTORY);
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return YamlReader.text(in);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": there is no such file.", e);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static BadInputException unreadable(String file, IOException cause) {
    return new BadInputException(
        "%s cannot be read as a text: %s.".formatted(file, cause.getMessage()), cause);
  }

  /** The same job with its keys changed. */
  JobTree with(UnaryOperator<Node.Mapping> change) {
    return new JobTree(catalog, change.apply(tree), directory);
  }

  /** The names that it may use. */
  Catalog catalog() {
    return catalog;
  }

  /**
   * What kind of job it is: a search unless it says otherwise.
   *
   * @throws BadInputException if there is no such kind
   */
  JobKind kind() {
    List<String> kinds = JobKind.names();
    String named =
        tree.entry(KIND).map(Node.Entry::value).map(Node::kind).orElse(JobKind.SEARCH.label());
    if (!kinds.contains(named)) {
      throw bad(
          KIND,
          "%s is not a kind of job.\n%s".formatted(named, Spelling.advice(named, kinds, "kinds")));
    }
    return JobKind.valueOf(named.toUpperCase(Locale.ROOT));
  }

  /**
   * The settings, of the kind that a command is about.
   *
   * @throws BadInputException if it is of another kind, or a setting is wrong
   */
  <R extends Record> R bind(Class<R> type, JobKind kind) {
    if (kind() != kind) {
      throw bad(
          KIND,
          "this is a job for kendall %s, not for kendall %s."
              .formatted(kind().label(), kind.label()));
    }
    return new Binder(catalog).bind(type, tree.without(List.of(KIND)), kind.text());
  }

  /** Bad input at a key. */
  BadInputException bad(String path, String message) {
    return tree.originOf(path).bad(path + ": " + message);
  }

  /**
   * A part that is made, or a look at it.
   *
   * @throws BadInputException at the key, of what it says is wrong
   */
  <T> T told(String path, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw bad(path, e.getMessage());
    }
  }

  /** The same of a part that makes nothing. */
  void checked(String path, Runnable check) {
    told(
        path,
        () -> {
          check.run();
          return path;
        });
  }

  /**
   * The space of a table, with what is said beside it.
   *
   * @throws BadInputException if nothing can be told to such a space
   */
  SearchSpace<?> informed(TableSettings table, List<LowFidelityTable> tables) {
    return informed(table.space(), tables.stream().map(one -> one.beside(table)).toList());
  }

  /**
   * A space with what the key {@code low_fidelity} says of its candidates, not read yet.
   *
   * @throws BadInputException if nothing can be told to such a space, or a table has no key
   */
  SearchSpace<?> informed(SearchSpace<?> space, List<LowFidelityTable> tables) {
    try {
      for (LowFidelityTable table : tables) {
        if (table.key().isEmpty()) {
          throw new IllegalArgumentException(
              "The key (none) of %s must be given, as there is no table of labels to take it from."
                  .formatted(table.table()));
        }
      }
      return InformedCells.of(space, tables);
    } catch (IllegalArgumentException e) {
      throw bad("low_fidelity", e.getMessage());
    }
  }

  /** The catalog's name for a part of the job. */
  String name(Object part) {
    return catalog.nameOf(part.getClass()).orElse(part.getClass().getSimpleName());
  }

  /**
   * SHA-256 of settings: equal digests mean the same job, in whichever directory its file is.
   *
   * @param spec what was bound
   * @param without keys that decide nothing
   */
  String digest(Record spec, List<String> without) {
    Node.Mapping deciding =
        resolved(spec).without(without).map(text -> text.replace(directory, JOB_DIRECTORY));
    byte[] text = YamlWriter.plain(deciding).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A job file with every default written out; it reads as an equal record. */
  String resolvedYaml(Record spec) {
    return YamlWriter.plain(resolved(spec));
  }

  /** The same with a comment for each key. */
  String commentedYaml(Record spec) {
    return YamlWriter.commented(resolved(spec));
  }

  private Node.Mapping resolved(Record spec) {
    Node.Mapping settings = new SettingsTree(catalog).of(spec);
    if (kind() == JobKind.SEARCH) {
      return settings;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    entries.put(KIND, new Node.Entry(ORIGIN, new Node.Scalar(ORIGIN, kind().label())));
    entries.putAll(settings.entries());
    return new Node.Mapping(ORIGIN, entries);
  }
}
