package org.kendall.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes out the {@code grid} of a rank job: a predictor, and settings of it with several values
 * each, all of which are combined. A combination becomes one of the job's predictors, named by the
 * names of its values.
 */
final class PredictorGrid {
  /** The key of the grid in a job. */
  static final String KEY = "grid";

  private static final String PREDICTOR = "predictor";
  private static final String PREDICTORS = "predictors";

  private PredictorGrid() {}

  /**
   * The same job with the combinations among its predictors.
   *
   * @throws BadInputException if the grid is not one, or a combination has the name of a predictor
   */
  static Node.Mapping writtenOut(Node.Mapping job) {
    if (job.entry(KEY).isEmpty()) {
      return job;
    }
    Node.Mapping grid = mapping(job.entry(KEY).get(), KEY);
    Node.Entry predictor =
        grid.entry(PREDICTOR)
            .orElseThrow(
                () ->
                    grid.origin()
                        .bad("grid.predictor is missing; it must be what is varied, a predictor."));
    Map<String, Node.Mapping> combinations = new LinkedHashMap<>();
    combinations.put("", asBlock(predictor));
    for (Map.Entry<String, Node.Entry> setting :
        grid.without(List.of(PREDICTOR)).entries().entrySet()) {
      combinations = crossed(combinations, setting.getKey(), values(setting));
    }
    return with(combinations, job);
  }

  private static Map<String, Node.Mapping> crossed(
      Map<String, Node.Mapping> before, String setting, Map<String, Node.Entry> values) {
    Map<String, Node.Mapping> crossed = new LinkedHashMap<>();
    before.forEach(
        (name, block) ->
            values.forEach(
                (value, entry) ->
                    crossed.put(
                        name.isEmpty() ? value : name + ", " + value, block.with(setting, entry))));
    return crossed;
  }

  /** By their names; values in a list are texts, and name themselves. */
  private static Map<String, Node.Entry> values(Map.Entry<String, Node.Entry> setting) {
    Node node = setting.getValue().value();
    if (!(node instanceof Node.Sequence list)) {
      return mapping(setting.getValue(), KEY + "." + setting.getKey()).entries();
    }
    Map<String, Node.Entry> values = new LinkedHashMap<>();
    for (Node item : list.items()) {
      if (!(item instanceof Node.Scalar text)) {
        throw item.origin()
            .bad(
                "grid.%s holds %s, which has no name.\nMaybe write name: value for each, in a block."
                    .formatted(setting.getKey(), item.kind()));
      }
      values.put(text.text(), new Node.Entry(item.origin(), item));
    }
    return values;
  }

  private static Node.Mapping with(Map<String, Node.Mapping> combinations, Node.Mapping job) {
    Node.Entry named =
        job.entry(PREDICTORS)
            .filter(entry -> !entry.value().isEmpty())
            .orElse(new Node.Entry(job.origin(), new Node.Mapping(job.origin(), Map.of())));
    Map<String, Node.Entry> all = new LinkedHashMap<>(mapping(named, PREDICTORS).entries());
    combinations.forEach(
        (name, block) -> {
          if (all.putIfAbsent(name, new Node.Entry(block.origin(), block)) != null) {
            throw job.originOf(KEY)
                .bad("grid: the combination %s has the name of a predictor.".formatted(name));
          }
        });
    Node.Mapping predictors = new Node.Mapping(named.origin(), all);
    return job.without(List.of(KEY)).with(PREDICTORS, new Node.Entry(named.origin(), predictors));
  }

  private static Node.Mapping asBlock(Node.Entry predictor) {
    return predictor.value() instanceof Node.Scalar name
        ? new Node.Mapping(name.origin(), Map.of(Binder.NAME, predictor))
        : mapping(predictor, KEY + "." + PREDICTOR);
  }

  private static Node.Mapping mapping(Node.Entry entry, String path) {
    if (entry.value() instanceof Node.Mapping block) {
      return block;
    }
    throw entry
        .origin()
        .bad("%s (%s) must be a block of keys.".formatted(path, entry.value().kind()));
  }
}
