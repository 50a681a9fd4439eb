package org.kendall.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import org.kendall.strategy.PredictorGuided;

/** Complete job files to start from, with a comment for each key. */
final class JobTemplate {
  private static final Origin ORIGIN = new Origin("the job to start from");

  /** What the settings that have no default might be. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "choices",
              """
              name: choices
              choices:
                - {name: activation, options: [relu, gelu, silu]}
                - {name: width, options: [16, 32, 64], order: ordered}
              """,
          "process",
              """
              name: process
              command: [python3, train.py]
              metrics:
                - {name: validation_accuracy, unit: "%"}
              """,
          "table",
              """
              name: table
              table:
                file: measured.csv
                space: nasbench201
                key: [cell]
                metrics:
                  - {column: validation_accuracy, unit: "%"}
                seconds: training_seconds
              """);

  private final Catalog catalog;

  JobTemplate(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A job of the catalog's first space. */
  String commented() {
    return using(catalog.all(Kind.SPACE).get(0)).orElseThrow();
  }

  /** A job that uses a name; empty if it has settings that only a person can give. */
  Optional<String> using(Named named) {
    return job(named).map(job -> YamlWriter.commented(new SettingsTree(catalog).of(job.spec())));
  }

  private Optional<JobFile> job(Named named) {
    for (Named space : candidates(Kind.SPACE, named)) {
      for (Named evaluator : candidates(Kind.EVALUATOR, named)) {
        for (Named strategy : strategies(named)) {
          Optional<JobFile> job = whole(tree(List.of(space, evaluator, strategy), named));
          if (job.isPresent()) {
            return job;
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<Named> candidates(Kind kind, Named named) {
    return named.kind() == kind ? List.of(named) : catalog.all(kind);
  }

  /** The guided one first: it is the one to start with where a predictor knows the space. */
  private List<Named> strategies(Named named) {
    return named.kind() == Kind.STRATEGY
        ? List.of(named)
        : catalog.all(Kind.STRATEGY).stream()
            .sorted((a, b) -> Boolean.compare(isGuided(b), isGuided(a)))
            .toList();
  }

  private static boolean isGuided(Named strategy) {
    return strategy.type() == PredictorGuided.class;
  }

  private Optional<JobFile> whole(Node.Mapping tree) {
    try {
      JobFile job = JobFile.of(tree, catalog);
      job.problem();
      return Optional.of(job);
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  private Node.Mapping tree(List<Named> parts, Named named) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    entries.put("job", entry("my-job"));
    entries.put("space", entry(block(parts.get(0))));
    entries.put("evaluate", entry(block(parts.get(1))));
    entries.put(
        "strategy",
        entry(
            named.kind() == Kind.PREDICTOR && isGuided(parts.get(2))
                ? "{name: %s, predictor: %s}".formatted(parts.get(2).name(), named.name())
                : parts.get(2).name()));
    entries.put("stop", entry("{trials: 48}"));
    return new Node.Mapping(ORIGIN, entries);
  }

  private static String block(Named named) {
    return EXAMPLES.getOrDefault(named.name(), named.name());
  }

  private static Node.Entry entry(String yaml) {
    return new Node.Entry(ORIGIN, YamlReader.value(yaml, ORIGIN));
  }
}
