package org.kendall.jobs;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kendall describe}: all names, or one name's settings and a job to start from. */
@Command(
    name = "describe",
    description =
        "Lists every name that a job may use; with a name, tells its settings and prints a job file"
            + " to start from.",
    footer = {
      "",
      "Examples:",
      "  kendall describe",
      "  kendall describe neural",
      "  kendall describe job > my-job.yaml",
      "  kendall describe compare"
    })
final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "A name out of the list; job, rank, compare, tabulate: a whole job file with a comment for each key.")
  private Optional<String> name;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    Description description =
        new Description(Catalog.load(), command.commandLine().getColorScheme());
    command
        .commandLine()
        .getOut()
        .print(name.map(description::of).orElseGet(description::overview));
    command.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
