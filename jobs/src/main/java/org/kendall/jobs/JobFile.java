package org.kendall.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Prepared;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.sampling.SampleImages;
import org.kendall.prepare.PreparationPlan;
import org.kendall.report.MeasuredTable;
import org.kendall.search.RunDirectory;
import org.kendall.search.SearchPlan;
import org.kendall.space.Candidate;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Listed;
import org.kendall.strategy.Recipe;

/**
 * A search job as it was read and bound, with the settings of the command line in it. Immutable.
 */
public final class JobFile {
  /** Keys that say how it is called and how long it goes on, not what comes out. */
  private static final List<String> NOT_IN_DIGEST = List.of("job", "stop");

  private final JobTree tree;
  private final JobSpec spec;

  /**
   * Binds a job file.
   *
   * @throws BadInputException if it is not a search, or a setting is wrong
   */
  JobFile(JobTree tree) {
    this.tree = tree;
    this.spec = tree.bind(JobSpec.class, JobKind.SEARCH);
  }

  /**
   * Reads and binds a job file.
   *
   * @param location a local path, or one with a scheme that Hadoop knows
   * @param settings {@code key.path=value} each, stronger than the file
   * @throws BadInputException that says where and what is wrong
   */
  public static JobFile read(String location, List<String> settings, Catalog catalog) {
    return new JobFile(JobTree.read(location, settings, catalog));
  }

  static JobFile parse(String file, String text, List<String> settings, Catalog catalog) {
    return new JobFile(JobTree.parse(file, text, settings, catalog));
  }

  /** A job that was not read from a file. */
  static JobFile of(Node.Mapping tree, Catalog catalog) {
    return new JobFile(JobTree.of(tree, catalog));
  }

  /** What it says, with every default in it. */
  public JobSpec spec() {
    return spec;
  }

  /**
   * What a run of it has found, at any moment.
   *
   * @param directory of the run
   */
  Findings findings(RunDirectory directory) {
    SearchPlan plan = plan(prepared(directory.location()));
    TableSettings table = MeasuredTable.settings(SearchFindings.TABLE, plan.problem());
    TableSettings plain =
        new TableSettings(
            table.file(), spec.space(), table.key(), table.metrics(), table.seconds());
    return new SearchFindings(plan, resolvedYaml(), tree.resolvedYaml(plain), directory);
  }

  /** Where what is prepared for a run lies. */
  static String prepared(String directory) {
    return directory + "/prepared";
  }

  /**
   * The problem that it poses.
   *
   * @throws BadInputException if its parts do not fit together
   * @throws org.kendall.data.BadDataException if data that a cost must know is missing or damaged
   */
  public Problem<?> problem() {
    return problem("");
  }

  /**
   * The same, with costs that were measured.
   *
   * @param prepared where what was prepared for it lies; empty while nothing is
   */
  // The design types were compared: the evaluator and the costs take what the space makes.
  @SuppressWarnings("unchecked")
  private Problem<?> problem(String prepared) {
    new EvaluatorFit(tree, "evaluate", spec.space()).require(spec.evaluate());
    SearchSpace<Object> space = (SearchSpace<Object>) informed();
    Evaluator<Object> evaluator = (Evaluator<Object>) spec.evaluate();
    tree.checked("costs", costs()::check);
    List<CostModel<Object>> costs =
        costs().told(prepared).stream().map(cost -> (CostModel<Object>) cost).toList();
    refuseUnknownLimits(costs().names());
    refuseOtherModels();
    List<Metric> metrics = spec.evaluate().metrics();
    Objectives objectives =
        tree.told("objectives", () -> spec.namedObjectives().among(metrics, costs));
    Budgets budgets = requireTold(spec.budgets(), costs().names());
    Problem<Object> problem =
        tree.told(
            "budgets",
            () -> new Problem<>(space, evaluator, costs, spec.limits(), objectives, budgets));
    tree.checked("strategy", () -> spec.strategy().check(problem));
    spec.beginWith().forEach(recipe -> tree.checked("begin_with", () -> recipe.check(problem)));
    spec.rivals()
        .forEach((name, recipe) -> tree.checked("rivals." + name, () -> recipe.check(problem)));
    return problem;
  }

  private SearchSpace<?> informed() {
    return spec.evaluate() instanceof TableLookup lookup
        ? tree.informed(lookup.table(), spec.lowFidelity())
        : tree.informed(spec.space(), spec.lowFidelity());
  }

  private JobCosts costs() {
    return new JobCosts(tree.catalog(), spec);
  }

  /**
   * Looks at what the evaluator refers to, and at the networks that its costs are of.
   *
   * @throws BadInputException if they cannot be
   * @throws org.kendall.data.BadDataException if data is missing or damaged
   */
  void checkEvaluator() {
    tree.checked("evaluate", spec.evaluate()::check);
    new EvaluatorFit(tree, "evaluate", spec.space()).requireDesign(spec.evaluate());
    tree.checked("evaluate", () -> costs().names());
    if (informed() instanceof LowFidelitySpace informed) {
      informed.coverage();
    }
  }

  private Budgets requireTold(Budgets budgets, List<String> costs) {
    if (!budgets.values().isEmpty() && !costs.contains(budgets.cost())) {
      throw bad(
          "budgets.cost",
          "%s is not a cost that can be told with the evaluator %s.\n%s"
              .formatted(
                  budgets.cost(),
                  name(spec.evaluate()),
                  Spelling.advice(budgets.cost(), costs, "costs")));
    }
    return budgets;
  }

  private void refuseOtherModels() {
    if (spec.evaluate() instanceof SampleImages sampling
        && spec.space() instanceof ScheduleSpace<?> schedules
        && !schedules.models().equals(sampling.modelNames())) {
      throw bad(
          "space.models",
          "they are %s, but those of evaluate.zoo are %s: both must be the same, in one order."
              .formatted(schedules.models(), sampling.modelNames()));
    }
  }

  /** What must be done before its first round; empty if there is nothing. */
  Optional<SearchPlan> preparation() {
    if (!(spec.evaluate() instanceof Prepared needy)) {
      return Optional.empty();
    }
    List<Preparation> all = new ArrayList<>(needy.preparations());
    all.addAll(costs().preparations());
    return Optional.of(PreparationPlan.of(spec.job(), spec.seed(), all));
  }

  /**
   * The search.
   *
   * @param prepared where what was prepared for it lies; empty where that is not known yet, and
   *     nothing that needs it is asked
   */
  SearchPlan plan(String prepared) {
    Problem<?> problem = problem(prepared);
    Map<String, List<Candidate>> rivals = new LinkedHashMap<>();
    List<Candidate> first = new ArrayList<>();
    if (!prepared.isEmpty()) {
      spec.rivals()
          .forEach((name, recipe) -> rivals.put(name, affordable(recipe, problem, prepared)));
      spec.beginWith().forEach(recipe -> first.addAll(affordable(recipe, problem, prepared)));
    }
    return new SearchPlan(
        spec.job(),
        spec.seed(),
        problem,
        Listed.before(first, spec.strategy()),
        spec.rounds(),
        spec.stop(),
        spec.confirm(),
        spec.fidelity(),
        rivals);
  }

  /** What a recipe names, as far as the problem allows it. */
  private static List<Candidate> affordable(Recipe recipe, Problem<?> problem, String prepared) {
    return recipe.candidates(problem, prepared).stream().filter(problem::allows).toList();
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
    return tree.bad(path, message);
  }

  /** The catalog's name for a part of this job. */
  String name(Object part) {
    return tree.name(part);
  }

  /**
   * SHA-256 of all settings that decide the outcome: equal digests mean the same search, in
   * whichever directory the job file is.
   */
  public String digest() {
    return tree.digest(spec, NOT_IN_DIGEST);
  }

  /** A job file with every default written out; it reads as an equal {@link JobSpec}. */
  public String resolvedYaml() {
    return tree.resolvedYaml(spec);
  }
}
