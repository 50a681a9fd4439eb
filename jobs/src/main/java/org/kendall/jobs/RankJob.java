package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Predictor;
import org.kendall.predict.Pretrained;
import org.kendall.search.RunDirectory;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.SearchSpace;
import org.kendall.study.MeasurePredictor;
import org.kendall.study.NamedPredictor;
import org.kendall.study.NoiseCeiling;
import org.kendall.study.RankCase;
import org.kendall.study.RankCases;
import org.kendall.study.RankStudy;
import org.kendall.study.StudiedRows;
import org.kendall.study.TrainSizes;

/** A rank job that was found good: its table is read, and every predictor can work on its space. */
final class RankJob extends StudyJob<RankSpec, RankCase> {
  private final RankStudy study;

  private RankJob(JobTree tree, RankSpec spec, Problem<RankCase> problem, StudiedRows rows) {
    super(tree, spec, problem);
    this.study = study(rows);
  }

  /**
   * Binds a job and looks at its table and its predictors.
   *
   * @throws BadInputException if a setting is wrong, or a predictor asks for what the space lacks
   * @throws org.kendall.data.BadDataException if the table is missing or damaged
   */
  static RankJob of(JobTree written) {
    JobTree tree = written.with(PredictorGrid::writtenOut);
    RankSpec spec = tree.bind(RankSpec.class, JobKind.RANK);
    MeasurePredictor measure = measure(tree, spec);
    spec.predictors()
        .forEach(
            (name, predictor) ->
                tree.checked("predictors." + name, () -> predictor.check(measure.space())));
    StudiedRows rows = tree.told("rows", measure::rows);
    RankCases cases = cases(tree, spec, rows.size());
    Metric tau = measure.metrics().get(0);
    return new RankJob(tree, spec, new Problem<>(cases, measure, List.of(), Map.of(), tau), rows);
  }

  private static MeasurePredictor measure(JobTree tree, RankSpec spec) {
    return new MeasurePredictor(
        spec.table(),
        tree.informed(spec.table(), spec.lowFidelity()),
        spec.rows(),
        spec.label(),
        spec.protocol(),
        spec.seed(),
        spec.fitHours());
  }

  private static RankCases cases(JobTree tree, RankSpec spec, int rows) {
    try {
      List<Integer> sizes = TrainSizes.of(spec.sizes(), spec.protocol().pool(rows));
      RankCases cases = new RankCases(predictors(tree, spec), sizes, spec.splits(), spec.seeds());
      spec.protocol().check(rows, Collections.max(sizes));
      return cases;
    } catch (IllegalArgumentException e) {
      throw tree.bad(blamed(e.getMessage()), e.getMessage());
    }
  }

  /** The key that a message begins with. */
  private static String blamed(String message) {
    for (String key : List.of("sizes", "splits", "seeds", "predictors")) {
      if (message.startsWith("The %s (".formatted(key))
          || message.startsWith("The %s [".formatted(key))) {
        return key;
      }
    }
    return "protocol";
  }

  private static List<NamedPredictor> predictors(JobTree tree, RankSpec spec) {
    List<NamedPredictor> predictors = new ArrayList<>();
    spec.predictors()
        .forEach(
            (name, predictor) ->
                predictors.add(
                    new NamedPredictor(
                        name,
                        part(tree, "encoder", predictor),
                        part(tree, "loss", predictor),
                        predictor)));
    return predictors;
  }

  /** The name of a part of a predictor; empty if it has no such part. */
  private static String part(JobTree tree, String key, Predictor predictor) {
    return SettingsOf.value(key, predictor).map(tree::name).orElse("");
  }

  private RankStudy study(StudiedRows studied) {
    SearchSpace<?> space = spec().table().space();
    int rows = studied.size();
    String file = spec().table().file();
    return new RankStudy(
        tree().name(space),
        file.substring(file.lastIndexOf('/') + 1),
        spec().label(),
        Spelling.kebabCase(spec().protocol().kind()),
        spec().protocol().pool(rows),
        spec().protocol().tested(rows),
        NoiseCeiling.of(space, studied.candidates(), studied.labels()),
        informed() instanceof LowFidelitySpace informed ? informed.coverage() : List.of());
  }

  private SearchSpace<?> informed() {
    return ((MeasurePredictor) problem().evaluator()).space();
  }

  /** What predictors learn before anything is measured. */
  @Override
  List<Preparation> preparations() {
    return spec().predictors().values().stream()
        .filter(Pretrained.class::isInstance)
        .flatMap(one -> ((Pretrained) one).preparations(informed()).stream())
        .toList();
  }

  @Override
  public Findings findings(RunDirectory directory) {
    return new RankFindings(problem(), study, resolvedYaml());
  }

  @Override
  public String summary() {
    RankCases cases = (RankCases) problem().space();
    List<String> names = cases.predictors().stream().map(NamedPredictor::name).toList();
    return """
          table          %s, space %s, label %s
          protocol       %s: learns from up to %,d rows, tested on %,d
          predictors     %s
          train sizes    %s
          trials         %,d fits: each predictor and size on %d splits from %d seeds
        %s"""
        .formatted(
            study.table(),
            study.space(),
            study.label(),
            study.protocol(),
            study.pool(),
            study.tested(),
            String.join(", ", names),
            String.join(", ", cases.trainSizes().stream().map("%,d"::formatted).toList()),
            cases.size(),
            cases.splits(),
            cases.seeds(),
            lowFidelity());
  }

  private String lowFidelity() {
    return study.kinds().isEmpty()
        ? ""
        : "  low fidelity   %s%n"
            .formatted(
                study.kinds().stream()
                    .map(kind -> "%s (%,d missing)".formatted(kind.name(), kind.missing()))
                    .collect(Collectors.joining(", ")));
  }
}
