package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job file that a command is given, and the settings that are stronger than it. */
final class JobInput {
  @Parameters(
      paramLabel = "JOB.yaml",
      description = "The job file: a local path, or one that Hadoop knows.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "A setting that is stronger than the file's; may be repeated.",
        "Dots lead into blocks: --set evaluate.epochs=3."
      })
  private List<String> settings = new ArrayList<>();

  JobTree read() {
    return JobTree.read(file, settings, Catalog.load());
  }

  String file() {
    return file;
  }
}
