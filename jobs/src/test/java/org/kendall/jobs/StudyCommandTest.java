package org.kendall.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of rank and compare share: a command line, and eyes for what a run leaves. */
abstract class StudyCommandTest {
  /** Columns at the end of a study's CSV that depend on the clock. */
  private static final int CLOCK_COLUMNS = 3;

  @TempDir protected Path directory;

  protected final StringWriter out = new StringWriter();
  protected final StringWriter err = new StringWriter();

  @BeforeEach
  void hideSparksPages() {
    System.setProperty("spark.ui.enabled", "false");
  }

  @AfterEach
  void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }

  int run(Object... arguments) {
    String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    return Kendall.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(texts);
  }

  /** The journal's lines of measured trials. */
  static List<String> measured(Path run) throws IOException {
    Path journal = run.resolve("journal.jsonl");
    return Files.exists(journal)
        ? Files.readAllLines(journal).stream()
            .filter(line -> line.contains("\"type\":\"measured\""))
            .toList()
        : List.of();
  }

  /** The same without places and times. */
  static List<String> results(Path run) throws IOException {
    return measured(run).stream()
        .map(line -> line.substring(0, line.indexOf("\"place\"")))
        .toList();
  }

  /** Leaves the beginning of a run's journal in another directory, up to a number of results. */
  static void copyOfBeginning(Path from, int results, Path to) throws IOException {
    List<String> kept = new ArrayList<>();
    int met = 0;
    for (String line : Files.readAllLines(from.resolve("journal.jsonl"))) {
      met += line.contains("\"type\":\"measured\"") ? 1 : 0;
      if (met > results) {
        break;
      }
      kept.add(line);
    }
    Files.createDirectories(to);
    Files.write(to.resolve("journal.jsonl"), kept);
  }

  /** The rows of a study's CSV without what depends on the clock. */
  static List<List<String>> rows(Path run, String csv) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve(csv))) {
      List<String> fields = List.of(line.split(",", -1));
      rows.add(fields.subList(0, fields.size() - CLOCK_COLUMNS));
    }
    return rows;
  }
}
