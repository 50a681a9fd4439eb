package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Prepared;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.RunsPrograms;
import org.kendall.search.RunDirectory;
import org.kendall.search.Seeds;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.study.Tabulate;
import org.kendall.study.TabulateCase;
import org.kendall.study.TabulateCases;

/** A tabulate job that was found good: its parts fit together, and its data can be read. */
final class TabulateJob extends StudyJob<TabulateSpec, TabulateCase<Object>> {
  private TabulateJob(JobTree tree, TabulateSpec spec, Problem<TabulateCase<Object>> problem) {
    super(tree, spec, problem);
  }

  /**
   * Binds a job and looks at its parts and its data.
   *
   * @throws BadInputException if a setting is wrong, or parts do not fit together
   * @throws org.kendall.data.BadDataException if data is missing or damaged
   */
  static TabulateJob of(JobTree tree) {
    TabulateSpec spec = tree.bind(TabulateSpec.class, JobKind.TABULATE);
    requireFit(tree, "evaluate", spec, spec.evaluate());
    spec.beside().forEach(other -> requireFit(tree, "beside", spec, other));
    try {
      Problem<TabulateCase<Object>> problem = problem(tree, spec);
      problem.evaluator().check();
      return new TabulateJob(tree, spec, problem);
    } catch (IllegalArgumentException e) {
      String key = e.getMessage().replaceFirst("The (\\w+) .*(?s:.*)", "$1");
      throw tree.bad(
          List.of("candidates", "seeds", "beside").contains(key) ? key : "space", e.getMessage());
    }
  }

  private static void requireFit(JobTree tree, String key, TabulateSpec spec, Evaluator<?> one) {
    EvaluatorFit fit = new EvaluatorFit(tree, key, spec.space());
    fit.require(one);
    if (one instanceof RunsPrograms) {
      throw tree.bad(
          key,
          "%s runs programs, which is left to searches.\nMaybe search with it; a search leaves a table too."
              .formatted(tree.name(one)));
    }
    fit.requireDesign(one);
  }

  /** What {@link #requireFit} has looked at, whose design is not known here. */
  @SuppressWarnings("unchecked")
  private static Problem<TabulateCase<Object>> problem(JobTree tree, TabulateSpec spec) {
    List<Evaluator<Object>> evaluators = new ArrayList<>();
    evaluators.add((Evaluator<Object>) spec.evaluate());
    spec.beside().forEach(other -> evaluators.add((Evaluator<Object>) other));
    List<Candidate> candidates =
        TabulateCases.draw(
            spec.space(), spec.candidates(), Seeds.generator(spec.seed(), "rows of a table", 0));
    Tabulate<Object> tabulate = new Tabulate<>(List.copyOf(evaluators));
    TabulateCases<Object> cases =
        new TabulateCases<>(
            (SearchSpace<Object>) spec.space(),
            candidates,
            spec.seeds(),
            IntStream.range(0, evaluators.size())
                .mapToObj(i -> "%d %s".formatted(i + 1, tree.name(evaluators.get(i))))
                .toList());
    return new Problem<>(cases, tabulate, List.of(), Map.of(), tabulate.metrics().get(0));
  }

  @Override
  List<Preparation> preparations() {
    List<Preparation> all = new ArrayList<>();
    for (Evaluator<?> evaluator : ((Tabulate<?>) (Object) problem().evaluator()).evaluators()) {
      if (evaluator instanceof Prepared needy) {
        all.addAll(needy.preparations());
      }
    }
    return all;
  }

  @Override
  public Findings findings(RunDirectory directory) {
    return new TabulateFindings(problem(), tree().catalog(), resolvedYaml());
  }

  @Override
  public String summary() {
    TabulateCases<Object> cases = (TabulateCases<Object>) problem().space();
    return """
          space          %s, %,d candidates of it
          evaluator      %s, from %d seeds
          beside         %s
          trials         %,d
        """
        .formatted(
            tree().name(spec().space()),
            cases.candidates().size(),
            tree().name(spec().evaluate()),
            spec().seeds(),
            spec().beside().isEmpty()
                ? "nothing"
                : String.join(", ", spec().beside().stream().map(tree()::name).toList()),
            cases.size());
  }
}
