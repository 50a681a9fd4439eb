package org.kendall.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.RunsPrograms;
import org.kendall.search.ConfirmRule;
import org.kendall.search.RunDirectory;
import org.kendall.search.SearchPlan;

/** A job of which all that can be known before Spark starts has been found good. */
final class JobCheck implements CheckedJob {
  private final JobFile job;
  private final Problem<?> problem;
  private final CostSurvey survey;

  private JobCheck(JobFile job, Problem<?> problem, CostSurvey survey) {
    this.job = job;
    this.problem = problem;
    this.survey = survey;
  }

  /**
   * Looks at data, parts and budget.
   *
   * @throws BadInputException if parts do not fit together, or no candidate is within the limits
   * @throws org.kendall.data.BadDataException if data is missing or damaged
   */
  static JobCheck of(JobFile job) {
    job.checkEvaluator();
    Problem<?> problem = job.problem();
    return new JobCheck(job, problem, survey(job, problem));
  }

  private static CostSurvey survey(JobFile job, Problem<?> problem) {
    CostSurvey survey = CostSurvey.of(problem);
    if (survey.allowed() == 0) {
      throw job.bad("space", "it allows none of its candidates.");
    }
    if (survey.affordable() == 0) {
      throw tooTight(job, problem, survey);
    }
    requireEachBudget(job, problem, survey);
    return survey;
  }

  private static void requireEachBudget(JobFile job, Problem<?> problem, CostSurvey survey) {
    if (problem.budgets().values().isEmpty()) {
      return;
    }
    CostSurvey.Range range = survey.ranges().get(problem.budgets().cost());
    double smallest = problem.budgets().values().get(0);
    if (smallest < range.least()) {
      throw job.bad(
          "budgets.values",
          "the cheapest of %s costs %s, more than the first budget (%s).\nMaybe raise it to %s or more."
              .formatted(
                  survey.lookedAt(),
                  number(range.least()),
                  number(smallest),
                  number(range.least())));
    }
  }

  private static BadInputException tooTight(JobFile job, Problem<?> problem, CostSurvey survey) {
    for (String cost : survey.unknown().keySet()) {
      if (!survey.ranges().containsKey(cost)) {
        return job.bad(
            "costs." + cost,
            "the table tells it of none of %s.\nMaybe another column was meant."
                .formatted(survey.lookedAt()));
      }
    }
    for (Map.Entry<String, Double> limit : problem.limits().entrySet()) {
      CostSurvey.Range range = survey.ranges().get(limit.getKey());
      if (range.least() > limit.getValue()) {
        return job.bad(
            "limits." + limit.getKey(),
            "the smallest of %s is %s (%s).\nMaybe raise it to %s or more."
                .formatted(
                    survey.lookedAt(),
                    number(range.least()),
                    problem.space().describe(range.cheapest()),
                    number(range.least())));
      }
    }
    return job.bad(
        "limits", "each is kept by some of %s, but none keeps all.".formatted(survey.lookedAt()));
  }

  /** The job that was looked at. */
  public JobFile job() {
    return job;
  }

  /** The problem that it poses. */
  public Problem<?> problem() {
    return problem;
  }

  @Override
  public SearchPlan plan() {
    return job.plan("");
  }

  /**
   * @throws BadInputException if costs were measured only now, and no candidate is within the
   *     limits
   */
  @Override
  public SearchPlan plan(String prepared) {
    SearchPlan plan = job.plan(prepared);
    if (!allCostsAreKnown()) {
      survey(job, plan.problem());
    }
    return plan;
  }

  private boolean allCostsAreKnown() {
    return problem.costs().stream().allMatch(CostModel::isKnown);
  }

  @Override
  public Optional<SearchPlan> preparation() {
    return job.preparation();
  }

  @Override
  public String digest() {
    return job.digest();
  }

  @Override
  public String resolvedYaml() {
    return job.resolvedYaml();
  }

  @Override
  public Findings findings(RunDirectory directory) {
    return job.findings(directory);
  }

  /** A few lines for people: how large the space is, what candidates cost, how many trials. */
  @Override
  public String summary() {
    List<String> lines = new ArrayList<>();
    JobSpec spec = job.spec();
    lines.add(row("space", "%s, %s".formatted(job.name(spec.space()), size())));
    lines.add(row("evaluator", "%s, %s".formatted(job.name(spec.evaluate()), objective())));
    if (spec.evaluate() instanceof RunsPrograms programs) {
      String command = String.join(" ", programs.command());
      lines.add(row("program", command + " (search must be told --allow-process)"));
    }
    problem.costs().forEach(cost -> lines.add(row(cost.name(), cost(cost))));
    if (!problem.limits().isEmpty() && allCostsAreKnown()) {
      lines.add(
          row(
              "within limits",
              "%,d of %s (%.1f %%)"
                  .formatted(
                      survey.affordable(),
                      survey.lookedAt(),
                      100.0 * survey.affordable() / survey.allowed())));
    }
    lines.add(row("strategy", job.name(spec.strategy())));
    lines.add(row("trials", trials()));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private String size() {
    String size =
        problem.space().size() == Long.MAX_VALUE
            ? "more than 9e18"
            : "%,d".formatted(problem.space().size());
    String distinct =
        survey.coverage() == CostSurvey.Coverage.WHOLE_SPACE
            ? ", %,d of them different and allowed".formatted(survey.allowed())
            : "";
    return "%s candidates of %d choices%s"
        .formatted(size, problem.space().choices().size(), distinct);
  }

  private String objective() {
    List<String> each =
        problem.objectives().metrics().stream()
            .map(metric -> "%s, %sd".formatted(metric.name(), lower(metric.direction())))
            .toList();
    return problem.objectives().areSeveral()
        ? "objectives " + String.join("; ", each)
        : "objective " + each.get(0);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private String cost(CostModel<?> cost) {
    if (!cost.isKnown()) {
      return "measured before the first round";
    }
    CostSurvey.Range range = survey.ranges().get(cost.name());
    Map<String, Double> limits = problem.limits();
    String limit =
        limits.containsKey(cost.name()) ? ", limit " + number(limits.get(cost.name())) : "";
    long unknown = survey.unknown().getOrDefault(cost.name(), 0L);
    String lacking =
        unknown == 0
            ? ""
            : "; not known of %,d of %s, which are never evaluated"
                .formatted(unknown, survey.lookedAt());
    return "%s to %s %s".formatted(number(range.least()), number(range.most()), cost.unit()).strip()
        + limit
        + lacking;
  }

  private String trials() {
    JobSpec spec = job.spec();
    List<String> parts = new ArrayList<>();
    parts.add(
        "%d in %s rounds of %d"
            .formatted(
                spec.stop().trials(),
                Spelling.kebabCase(spec.rounds().kind()),
                spec.rounds().size()));
    if (spec.confirm().baseline() == ConfirmRule.Baseline.RANDOM) {
      parts.add("as many at random to compare with");
    }
    if (spec.confirm().candidates() > 0) {
      parts.add(
          "the best %d again with %d seeds each"
              .formatted(spec.confirm().candidates(), spec.confirm().seeds()));
    }
    return String.join(", ", parts);
  }

  private static String row(String name, String text) {
    return "  %-14s %s".formatted(name, text);
  }

  /** Four decimal places, or four digits, rounded up, of what is below 1. */
  private static String number(double value) {
    if (value > 0 && value < 1) {
      return BigDecimal.valueOf(value).round(new MathContext(4, RoundingMode.UP)).toString();
    }
    return new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }
}
