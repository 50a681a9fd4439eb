package org.kendall.jobs;

import java.util.List;
import java.util.Optional;

/**
 * A complete study to start from, with a comment for each key.
 *
 * @param example what the settings that have no default might be, as YAML
 */
record StudyTemplate(JobKind kind, Class<? extends Record> spec, String example) {
  private static final List<StudyTemplate> ALL =
      List.of(
          new StudyTemplate(
              JobKind.RANK,
              RankSpec.class,
              """
              kind: rank
              job: my-ranking
              table:
                file: measured.csv
                space: nasbench201
                key: [cell]
                metrics:
                  - {column: test_accuracy, unit: "%"}
              sizes: [1%, 5%, 10%]
              predictors:
                gates: neural
                closed form: closed-form
              """),
          new StudyTemplate(
              JobKind.COMPARE,
              CompareSpec.class,
              """
              kind: compare
              job: my-comparison
              table:
                file: measured.csv
                space: nasbench201
                key: [cell]
                metrics:
                  - {column: test_accuracy, unit: "%"}
              strategies:
                evolution: evolution
                guided: {name: predictor-guided, predictor: gaussian-process, picking: upper-confidence}
                random: random
              """),
          new StudyTemplate(
              JobKind.TABULATE,
              TabulateSpec.class,
              """
              kind: tabulate
              job: my-table
              space: nasbench201
              evaluate: train-images
              beside:
                - {name: zero-cost, proxies: [naswot, synflow]}
              candidates: 100
              """));

  /** The kinds of jobs that have one. */
  static List<String> names() {
    return ALL.stream().map(study -> study.kind().label()).toList();
  }

  static Optional<StudyTemplate> of(String name) {
    return ALL.stream().filter(study -> study.kind().label().equals(name)).findFirst();
  }

  /** One sentence on what it is. */
  String help() {
    return SettingsOf.help(spec);
  }

  /** The job file with every default written out. */
  String commented(Catalog catalog) {
    JobTree tree = JobTree.parse("the job to start from", example, List.of(), catalog);
    return tree.commentedYaml(tree.bind(spec, kind));
  }
}
