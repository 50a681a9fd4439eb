package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialFolders;
import org.kendall.search.BatchLabel;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

@Tag("spark")
class PoisonTest {
  private static final int MAX_FAILURES = 3;

  @TempDir Path directory;
  @RegisterExtension final SparkProperties settings = new SparkProperties();

  @Test
  void threePoisonsInABatchOf32FailEachInItsWayAndTheOthersAreMeasured() throws Exception {
    assertFoundOut(
        "local-cluster[1,2,1024]",
        List.of(Poison.THROWS, Poison.FILLS_NATIVE_MEMORY, Poison.SLEEPS));
  }

  @Test
  @Tag("slow")
  void ninePoisonsInABatchOf32FailEachInItsWayAndTheOthersAreMeasured() throws Exception {
    assertFoundOut("local-cluster[2,2,1024]", List.of(Poison.values()));
  }

  private void assertFoundOut(String master, List<Poison> poisons) throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      boolean bad = i % 3 == 2 && i / 3 < poisons.size();
      candidates.add(bad ? candidate(poisons.get(i / 3)) : Candidate.of(0, 0, 0, i / 10, i % 10));
    }
    List<Evaluation> evaluations = evaluate(master, candidates);
    // An executor that is lost takes the trials beside the one that ended it along: in the end such
    // a trial runs alone.
    boolean executorsEnd =
        poisons.stream().anyMatch(poison -> poison.kind == FailureKind.KILLED_EXECUTOR);
    int runsOfOthers = executorsEnd ? Batch.RUNS_IN_COMPANY + 1 : 1;
    Map<Poison, FailureKind> kinds = new HashMap<>();
    Map<Poison, FailureKind> expected = new HashMap<>();
    for (Failed failed : Landings.failed(evaluations)) {
      kinds.put(poison(failed.trial()), failed.kind());
      assertKept(failed, runsOfOthers);
    }
    for (Poison poison : poisons) {
      expected.put(poison, poison.kind);
    }
    assertThat(kinds).isEqualTo(expected);
    assertThat(Landings.failed(evaluations)).hasSize(poisons.size());
  }

  /** Where it was, what it said, and that it was not tried more often than it had to be. */
  private void assertKept(Failed failed, int runsOfOthers) throws Exception {
    boolean killed = failed.kind() == FailureKind.KILLED_EXECUTOR;
    assertThat(failed.place().host()).isNotEmpty();
    assertThat(failed.place().device()).isEqualTo("cpu");
    assertThat(Runs.of(directory, failed.trial().number()))
        .as(failed.message())
        .isLessThanOrEqualTo(killed ? Batch.RUNS_IN_COMPANY + MAX_FAILURES : runsOfOthers);
    if (killed) {
      // The process that kept its lines is gone.
      assertThat(failed.log()).isEmpty();
    } else {
      assertThat(failed.log()).contains("WARN Poison: takes " + poison(failed.trial()));
    }
    assertThat(failed.stack()).isNotEmpty();
  }

  @Test
  @Tag("slow")
  void slotWorksAgainSoonAfterATrialThatSleepsForEverAndOneThatSpins() throws Exception {
    List<Candidate> candidates =
        List.of(
            candidate(Poison.SLEEPS),
            Candidate.of(0, 0, 0, 0, 0),
            candidate(Poison.SPINS),
            Candidate.of(0, 0, 0, 0, 1));
    List<Evaluation> evaluations = new ArrayList<>(evaluate("local-cluster[1,1,1024]", candidates));
    evaluations.sort(Comparator.comparing(e -> e.place().startedMillis()));
    for (int i = 1; i < evaluations.size(); i++) {
      Place before = evaluations.get(i - 1).place();
      double idle =
          evaluations.get(i).place().startedMillis() / 1e3
              - before.startedMillis() / 1e3
              - before.seconds();
      assertThat(idle).as("seconds after %s", evaluations.get(i - 1)).isLessThan(15);
    }
    assertThat(Landings.failed(evaluations))
        .extracting(Failed::kind)
        .containsExactly(FailureKind.TIMED_OUT, FailureKind.TIMED_OUT);
  }

  private List<Evaluation> evaluate(String master, List<Candidate> candidates) throws Exception {
    settings.localCluster(master);
    settings.set("spark.executor.extraJavaOptions", "-XX:-CreateCoredumpOnCrash");
    settings.set("spark.task.maxFailures", Integer.toString(MAX_FAILURES));
    settings.set("spark.task.reaper.killTimeout", "2s");
    settings.set(EvaluateTrials.GRACE, "2s");
    Poison.Taken taken = new Poison.Taken();
    Problem<?> problem =
        new Problem<>(new Toy.Digits(), taken, List.of(), Map.of(), taken.metrics().get(0));
    Landings landings = new Landings();
    try (Cluster cluster = Cluster.open("test", problem)) {
      cluster
          .dispatcher(problem, new TrialFolders(directory.toString(), ""))
          .send(Landings.trials(candidates), new BatchLabel("test", "poisons"), landings);
      return landings.await(candidates.size(), 400);
    }
  }

  private static Candidate candidate(Poison poison) {
    return Candidate.of(poison.digits().stream().mapToInt(i -> i).toArray());
  }

  private static Poison poison(Trial trial) {
    return Poison.of(new Toy.Digits().decode(trial.candidate())).orElseThrow();
  }
}
