package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/** Evaluations that land at the same moment share one sync. */
class GroupCommitTest {
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", 1, Metric.maximized("accuracy", "%"), 99);
  private static final Place PLACE = new Place("host", "1", "cpu", 2, 1234567, 1.25);

  @TempDir private Path folder;

  /** All trials of a batch land one by one, before the loop looks. */
  private record LandsAtOnce(int slots) implements Dispatcher {
    @Override
    public void send(List<Trial> trials, BatchLabel label, Landing landing) {
      trials.forEach(trial -> landing.landed(List.of(measured(trial))));
    }

    @Override
    public void cancel() {}
  }

  private static Evaluation measured(Trial trial) {
    return new Measured(trial, PLACE, Map.of("sum", 1.0 * trial.number()));
  }

  @Test
  void whatLandsAtOneMomentIsOneWrite() throws Exception {
    PoorDisk disk = new PoorDisk();
    RunDirectory run = disk.directory(folder);
    SearchPlan plan = SearchTest.plan(Rounds.Kind.CLOSED);
    try (JournaledRun journaled =
            JournaledRun.open(run, RunHeader.of(plan, "d", "test"), "none", 1);
        Search search = new Search(plan, new LandsAtOnce(1), journaled, new Watcher() {})) {
      search.run();
    }
    RunLog log = Journal.read(run).orElseThrow();
    assertThat(log.evaluations().size()).isGreaterThan(3 * log.rounds().size());
    // The header, the session, and for each round its proposals and its evaluations.
    assertThat(disk.writes()).isEqualTo(2 + 2 * log.rounds().size());
  }

  private static List<Evaluation> evaluations(int count) {
    List<Evaluation> all = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      all.add(measured(new Trial(number, Stage.SEARCH, Candidate.of(1, 2), number, 1)));
    }
    return all;
  }

  private double recordsPerSecond(int together) throws IOException {
    int count = 100 * together;
    List<Evaluation> all = evaluations(count);
    RunDirectory run =
        new RunDirectory(
            java.nio.file.Files.createTempDirectory(folder, "run").toString(), new Configuration());
    try (JournaledRun journaled = JournaledRun.open(run, HEADER, "none", 1)) {
      List<ProposedTrial> proposed =
          all.stream().map(e -> new ProposedTrial(e.trial(), OptionalDouble.empty())).toList();
      journaled.journal().proposed(new Round(Stage.SEARCH, 1, proposed, OptionalInt.empty(), 0, 1));
      long start = System.nanoTime();
      for (int i = 0; i < count; i += together) {
        journaled.journal().landed(all.subList(i, i + together));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(Journal.read(run).orElseThrow().evaluations()).hasSize(count);
      return count / seconds;
    }
  }

  @Tag("slow")
  @Test
  void thirtyTwoThatShareASyncAreWrittenFiveTimesAsFast() throws IOException {
    recordsPerSecond(4); // warms up
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double alone = recordsPerSecond(1);
      double together = recordsPerSecond(32);
      System.out.printf("records a second: %.0f alone, %.0f of 32 a sync%n", alone, together);
      ratios.add(together / alone);
    }
    assertThat(Collections.max(ratios)).isGreaterThan(5);
  }
}
