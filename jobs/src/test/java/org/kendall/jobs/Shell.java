package org.kendall.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs scripts as a person would, without the Spark that the tests themselves run in. */
final class Shell {
  private static final int LIMIT_SECONDS = 180;

  /** What a command ended with: its exit code, and all that it printed. */
  record Outcome(int exitCode, String output) {}

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * @param directory where commands run, and where their output is kept
   */
  Shell(Path directory) {
    this.directory = directory;
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_DAEMON_MEMORY", "256m");
  }

  /** Kendall's directory as the build leaves it. */
  static Path kendall() {
    return Path.of(System.getProperty("kendall.root"), "jobs/target/kendall");
  }

  Shell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Process start(Path output, Object... command) throws IOException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    return builder.start();
  }

  Outcome run(Object... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    return outcome(start(output, command), output);
  }

  /** Waits for the end of a command. */
  static Outcome outcome(Process process, Path output) throws IOException, InterruptedException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Still running: " + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}
