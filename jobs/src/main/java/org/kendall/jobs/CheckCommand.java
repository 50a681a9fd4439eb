package org.kendall.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kendall check}: finds what is wrong with a job without starting Spark. */
@Command(
    name = "check",
    description = "Looks at a job without running it: keys, values, data, budget.",
    footer = {
      "",
      "Examples:",
      "  kendall check jobs/cell-digits.yaml",
      "  kendall check jobs/cell-digits.yaml --set limits.macs=2e5"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private JobInput input;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    JobTree job = input.read();
    CheckedJob check = job.kind().check(job);
    command
        .commandLine()
        .getOut()
        .print(Plain.text("%s is a good job.%n%n%s".formatted(input.file(), check.summary())));
    command.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
