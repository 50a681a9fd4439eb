package org.kendall.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How often trials were started: each run leaves a line in the trial's workspace. */
final class Runs {
  private static final String FILE = "runs";

  private Runs() {}

  /** A run starts. */
  static void begin(Path workspace) throws IOException {
    Files.createDirectories(workspace);
    Files.writeString(
        workspace.resolve(FILE),
        System.currentTimeMillis() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** How often a trial was started. */
  static int of(Path workspaces, long trial) throws IOException {
    try {
      return Files.readAllLines(workspaces.resolve(Long.toString(trial)).resolve(FILE)).size();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
