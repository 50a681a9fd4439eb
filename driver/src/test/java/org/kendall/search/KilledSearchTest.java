package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;

/** A search in a process of its own, which is killed as by {@code kill -9} and started again. */
class KilledSearchTest {
  private static final int SLOTS = 2;
  private static final int LIMIT_SECONDS = 120;

  @TempDir private Path folder;

  /** What is killed: a closed-round search in the run directory that is named. */
  public static void main(String[] arguments) throws Exception {
    SearchTest.run(SearchTest.plan(Rounds.Kind.CLOSED), SLOTS, directory(Path.of(arguments[0])));
  }

  private static RunDirectory directory(Path path) throws IOException {
    return new RunDirectory(path.toString(), new Configuration());
  }

  @Test
  void searchThatWasKilledAtThreeMomentsEqualsAnUninterruptedOne() throws Exception {
    assertSameAfterKills(3, 1);
  }

  @Tag("slow")
  @Test
  void searchThatWasKilledAtAHundredMomentsEqualsAnUninterruptedOne() throws Exception {
    int kills = 0;
    for (int run = 1; kills < 100; run++) {
      kills += assertSameAfterKills(25, run);
    }
  }

  /** Kills it until it has ended before, and tells how often that was. */
  private int assertSameAfterKills(int most, int seed) throws Exception {
    Path whole = folder.resolve("whole" + seed);
    main(new String[] {whole.toString()});
    List<String> history = SearchTest.history(Journal.read(directory(whole)).orElseThrow());
    long length = Files.size(whole.resolve(Journal.FILE));
    SplittableRandom random = new SplittableRandom(seed);
    Path killed = folder.resolve("killed" + seed);
    Path journal = killed.resolve(Journal.FILE);
    List<Evaluation> known = List.of();
    int kills = 0;
    for (int i = 0; i < most; i++) {
      long grown = random.nextLong(2 * length / most);
      if (runUntilKilled(killed, length(journal) + grown, random.nextInt(3))) {
        kills++;
      }
      List<Evaluation> now =
          Journal.read(directory(killed)).map(RunLog::evaluations).orElse(List.of());
      assertThat(now.subList(0, known.size())).isEqualTo(known);
      known = now;
    }
    main(new String[] {killed.toString()});
    assertThat(SearchTest.history(Journal.read(directory(killed)).orElseThrow()))
        .isEqualTo(history);
    assertThat(Files.readAllLines(journal).stream().filter(KilledSearchTest::isEvaluation))
        .hasSameSizeAs(history);
    return kills;
  }

  private static boolean isEvaluation(String line) {
    return line.startsWith("{\"type\":\"measured\"") || line.startsWith("{\"type\":\"failed\"");
  }

  private static long length(Path journal) throws IOException {
    return Files.exists(journal) ? Files.size(journal) : 0;
  }

  /** False if it came to its end before. */
  private boolean runUntilKilled(Path run, long length, int laterMillis) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledSearchTest.class.getName(),
                run.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    long start = System.nanoTime();
    while (process.isAlive() && length(run.resolve(Journal.FILE)) <= length) {
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
          .isLessThan(LIMIT_SECONDS);
      Thread.sleep(1);
    }
    Thread.sleep(laterMillis);
    boolean killed = process.isAlive();
    process.destroyForcibly();
    int exit = process.waitFor();
    assertThat(killed || exit == 0)
        .describedAs(Files.readString(folder.resolve("output")))
        .isTrue();
    return killed;
  }
}
