package org.kendall.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.kendall.search.RunDirectory;

/** What a job is for; each kind has a command of its name and settings of its own. */
enum JobKind {
  /** Searches a space. */
  SEARCH(
      "a job",
      tree -> JobCheck.of(new JobFile(tree)),
      (tree, run) -> new JobFile(tree).findings(run)),
  /** Measures predictors on a table. */
  RANK("a rank job", RankJob::of, (tree, run) -> RankJob.of(tree).findings(run)),
  /** Measures strategies on a table. */
  COMPARE("a compare job", CompareJob::of, (tree, run) -> CompareJob.of(tree).findings(run)),
  /** Makes a table. */
  TABULATE("a tabulate job", TabulateJob::of, (tree, run) -> TabulateJob.of(tree).findings(run));

  private final String text;
  private final Function<JobTree, CheckedJob> check;
  private final BiFunction<JobTree, RunDirectory, Findings> findings;

  JobKind(
      String text,
      Function<JobTree, CheckedJob> check,
      BiFunction<JobTree, RunDirectory, Findings> findings) {
    this.text = text;
    this.check = check;
    this.findings = findings;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(JobKind::label).toList();
  }

  /** In lower case, as in a job file and as the command. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Such as {@code a rank job}. */
  String text() {
    return text;
  }

  /**
   * Looks at all that can be known before Spark starts.
   *
   * @throws BadInputException if the job is of another kind, or something is wrong with it
   * @throws org.kendall.data.BadDataException if data is missing or damaged
   */
  CheckedJob check(JobTree tree) {
    return check.apply(tree);
  }

  /** What runs of a job find, told without a look at data that it takes no part in. */
  Findings findings(JobTree tree, RunDirectory directory) {
    return findings.apply(tree, directory);
  }
}
