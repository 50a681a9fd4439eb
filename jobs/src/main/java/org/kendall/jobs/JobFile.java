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
import java.util.List;
import java.util.Optional;
import org.kendall.data.Storage;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TableLookup;
import org.kendall.space.SearchSpace;

/** A job file as it was read, with the settings of the command line in it. Immutable. */
public final class JobFile {
  /** Keys that say how it is called and how long it goes on, not what comes out. */
  private static final List<String> NOT_IN_DIGEST = List.of("job", "stop");

  /** Stands for the directory of the job file, wherever a text may stand. */
  private static final String JOB_DIRECTORY = "${job_dir}";

  private final Catalog catalog;
  private final Node.Mapping tree;
  private final String directory;
  private final JobSpec spec;

  private JobFile(Catalog catalog, Node.Mapping written, String directory) {
    this.catalog = catalog;
    this.tree = written.map(text -> text.replace(JOB_DIRECTORY, directory));
    this.directory = directory;
    this.spec = new Binder(catalog).bind(JobSpec.class, tree, "a job");
  }

  /**
   * Reads and binds a job file.
   *
   * @param location a local path, or one with a scheme that Hadoop knows
   * @param settings {@code key.path=value} each, stronger than the file
   * @throws BadInputException that says where and what is wrong
   */
  public static JobFile read(String location, List<String> settings, Catalog catalog) {
    String text = hasScheme(location) ? stored(location) : text(Path.of(location));
    return parse(location, text, settings, catalog);
  }

  static JobFile parse(String file, String text, List<String> settings, Catalog catalog) {
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
    return new JobFile(catalog, tree, directory(file));
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
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
  }

  /** A job that was not read from a file. */
  static JobFile of(Node.Mapping tree, Catalog catalog) {
    return new JobFile(catalog, tree, JOB_DIRECTORY);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
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

  /** What it says, with every default in it. */
  public JobSpec spec() {
    return spec;
  }

  /**
   * The problem that it poses.
   *
   * @throws BadInputException if its parts do not fit together
   * @throws org.kendall.data.BadDataException if data that a cost must know is missing or damaged
   */
  // The design types were compared: the evaluator and the costs take what the space makes.
  @SuppressWarnings("unchecked")
  public Problem<?> problem() {
    refuseMisfit();
    refuseTableOfAnotherSpace();
    SearchSpace<Object> space = (SearchSpace<Object>) spec.space();
    Evaluator<Object> evaluator = (Evaluator<Object>) spec.evaluate();
    List<CostModel<Object>> costs =
        catalog.costs().stream()
            .map(cost -> cost.maker().apply(spec.evaluate()))
            .flatMap(Optional::stream)
            .filter(cost -> DesignType.fits(cost, space))
            .map(cost -> (CostModel<Object>) cost)
            .toList();
    refuseUnknownLimits(costs.stream().map(CostModel::name).toList());
    Problem<Object> problem =
        new Problem<>(space, evaluator, costs, spec.limits(), spec.objectiveMetric());
    try {
      spec.strategy().check(problem);
    } catch (IllegalArgumentException e) {
      throw bad("strategy", e.getMessage());
    }
    return problem;
  }

  private void refuseMisfit() {
    if (DesignType.fits(spec.evaluate().getClass(), spec.space())) {
      return;
    }
    List<String> fitting =
        catalog.all(Catalog.Kind.EVALUATOR).stream()
            .filter(evaluator -> DesignType.fits(evaluator.type(), spec.space()))
            .map(Catalog.Named::name)
            .toList();
    throw bad(
        "evaluate",
        "%s scores a %s, but the space %s makes a %s.\nEvaluators that fit the space: %s."
            .formatted(
                name(spec.evaluate()),
                DesignType.of(spec.evaluate().getClass(), Evaluator.class).getSimpleName(),
                name(spec.space()),
                DesignType.of(spec.space().getClass(), SearchSpace.class).getSimpleName(),
                fitting.isEmpty() ? "none" : String.join(", ", fitting)));
  }

  private void refuseTableOfAnotherSpace() {
    if (spec.evaluate() instanceof TableLookup lookup) {
      SearchSpace<?> measured = lookup.table().space();
      boolean same =
          measured.getClass() == spec.space().getClass()
              && measured.choices().equals(spec.space().choices());
      if (!same) {
        throw bad(
            "evaluate.table",
            "the table %s is of the space %s, but this job searches %s.\nMaybe name another table, or its space."
                .formatted(lookup.table().file(), shown(measured), shown(spec.space())));
      }
    }
  }

  private String shown(SearchSpace<?> space) {
    return "%s (%d choices)".formatted(name(space), space.choices().size());
  }

  private void refuseUnknownLimits(List<String> costs) {
    for (String limited : spec.limits().keySet()) {
      if (!costs.contains(limited)) {
        throw bad(
            "limits." + limited,
            "this is not a cost that can be told with the evaluator %s.\n%s"
                .formatted(name(spec.evaluate()), Spelling.advice(limited, costs, "costs")));
      }
    }
  }

  /** Bad input at a key. */
  BadInputException bad(String path, String message) {
    return tree.originOf(path).bad(path + ": " + message);
  }

  /** The catalog's name for a part of this job. */
  String name(Object part) {
    return catalog.nameOf(part.getClass()).orElse(part.getClass().getSimpleName());
  }

  /**
   * SHA-256 of all settings that decide the outcome: equal digests mean the same search, in
   * whichever directory the job file is.
   */
  public String digest() {
    Node.Mapping deciding =
        resolved().without(NOT_IN_DIGEST).map(text -> text.replace(directory, JOB_DIRECTORY));
    byte[] text = YamlWriter.plain(deciding).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A job file with every default written out; it reads as an equal {@link JobSpec}. */
  public String resolvedYaml() {
    return YamlWriter.plain(resolved());
  }

  private Node.Mapping resolved() {
    return new SettingsTree(catalog).of(spec);
  }
}
