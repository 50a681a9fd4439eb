package org.kendall.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.Pretrained;
import org.kendall.strategy.HypervolumeGain;
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
          "ddim-schedules", "{name: ddim-schedules, models: [small, large]}",
          "dpm-solver-schedules", "{name: dpm-solver-schedules, models: [small, large]}",
          "multistep-schedules", "{name: multistep-schedules, models: [small, large]}",
          "mutated", "{name: mutated, recipe: single-model}",
          "process",
              """
              name: process
              command: [python3, train.py]
              metrics:
                - {name: validation_accuracy, unit: "%"}
              """,
          "sample-images",
              """
              name: sample-images
              zoo: {models: [{name: small, width: 64}, {name: large, width: 192}]}
              """,
          "some-of", "{name: some-of, recipe: single-model}",
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
        for (String strategy : strategies(named)) {
          Optional<JobFile> job = whole(with(named, tree(space, evaluator, strategy)));
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
  private List<String> strategies(Named named) {
    String guided = catalog.nameOf(PredictorGuided.class).map("{name: %s, "::formatted).orElse("{");
    return switch (named.kind()) {
      case STRATEGY -> List.of(named.name());
      case INNER -> List.of(guided + "inner: %s}".formatted(named.name()));
      case PICKING ->
          catalog.names(Kind.PREDICTOR).stream()
              .map(name -> guided + "predictor: %s, picking: %s}".formatted(name, named.name()))
              .toList();
      case ENCODER -> ofNetwork(guided, "encoder: " + named.name());
      case LOSS -> ofNetwork(guided, "loss: " + named.name());
      case PREDICTOR ->
          List.of(
              guided + "predictor: %s}".formatted(named.name()),
              guided + "predictor: %s, picking: greedy}".formatted(named.name()));
      default -> withOthers(guided + "}");
    };
  }

  private List<String> ofNetwork(String guided, String part) {
    return catalog.nameOf(NeuralRanker.class).stream()
        .map(name -> guided + "predictor: {name: %s, %s}, picking: greedy}".formatted(name, part))
        .toList();
  }

  private List<String> withOthers(String first) {
    return Stream.concat(
            Stream.of(first),
            catalog.all(Kind.STRATEGY).stream()
                .filter(strategy -> strategy.type() != PredictorGuided.class)
                .map(Named::name))
        .toList();
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

  private static Node.Mapping tree(Named space, Named evaluator, String strategy) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    entries.put("job", entry("my-job"));
    entries.put("space", entry(block(space)));
    entries.put("evaluate", entry(block(evaluator)));
    entries.put("strategy", entry(strategy));
    entries.put("stop", entry("{trials: 48}"));
    return new Node.Mapping(ORIGIN, entries);
  }

  /** What a predictor may ask to be told. */
  private static final String PROXIES =
      "[{table: measured.csv, key: [cell], columns: [training_seconds]}]";

  /**
   * A recipe is asked for beside the strategy, and may be one that needs budgets; hypervolumes need
   * several objectives.
   */
  private static Node.Mapping with(Named named, Node.Mapping tree) {
    if (named.type() == HypervolumeGain.class) {
      return tree.with("objectives", entry("[validation_accuracy, macs]"));
    }
    if (named.kind() == Kind.PREDICTOR && Pretrained.class.isAssignableFrom(named.type())) {
      return tree.with("low_fidelity", entry(PROXIES));
    }
    return named.kind() == Kind.RECIPE
        ? tree.with("begin_with", entry("[%s]".formatted(block(named).strip())))
            .with("budgets", entry("{cost: macs, values: [1.0e5, 1.0e6]}"))
        : tree;
  }

  private static String block(Named named) {
    return EXAMPLES.getOrDefault(named.name(), named.name());
  }

  private static Node.Entry entry(String yaml) {
    return new Node.Entry(ORIGIN, YamlReader.value(yaml, ORIGIN));
  }
}
