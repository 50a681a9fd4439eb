package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kendall.predict.Gates.Readout;
import org.kendall.predict.Gates.Residual;
import org.kendall.predict.Gates.SelfLoops;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class GatesTest extends PredictorContract {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);

  @Override
  Predictor predictor() {
    return new NeuralRanker();
  }

  @Test
  void isomorphicCellsGetEqualScores() {
    Ranking ranking = small(20).fit(SPACE, sample(20), new SplittableRandom(1));
    // Nodes 1 and 2 change places: edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3.
    double[] scores =
        ranking.score(List.of(Candidate.of(2, 3, 0, 1, 4, 3), Candidate.of(3, 2, 0, 1, 3, 4)));
    assertThat(scores[0]).isEqualTo(scores[1]);
  }

  @Test
  void macsCountEqualPartsOnce() {
    NeuralRanker gates =
        gates(
            new Gates(2, 3, 4, List.of(5, 6), SelfLoops.NONE, Residual.INPUT, Readout.OUTPUT),
            List.of(7),
            0.1,
            new RankingTrainer.Schedule(1, 8, 1e-3, 0, Decay.NONE));
    // Gates 5 operations x 2 x (5 + 6), first states 2 rows x (3 x 4 + 4 x 5), second layer of the
    // input
    // and of node 1 with 2 rows x 5 x 6, head 2 outputs x (6 x 7 + 7).
    long expected = 5 * 2 * 11 + 2 * (12 + 20) + 2 * 30 + 2 * 49;
    List<Candidate> candidates =
        List.of(
            Candidate.of(2, 0, 0, 0, 3, 0),
            Candidate.of(2, 0, 0, 0, 4, 0),
            Candidate.of(2, 0, 0, 0, 4, 0));
    assertThat(gates.scoringMacs(SPACE, candidates)).isEqualTo(expected);
  }

  @Test
  void batchesSmallerThanTheDataAreLearntFromToo() {
    NeuralRanker gates =
        gates(
            wide(64, 64), List.of(64), 0, new RankingTrainer.Schedule(60, 16, 1e-3, 0, Decay.NONE));
    List<Scored> all = sample(200);
    Ranking ranking = gates.fit(SPACE, all.subList(0, 50), new SplittableRandom(1));
    double[] gains = all.stream().mapToDouble(Scored::gain).toArray();
    assertThat(KendallTau.of(ranking.score(candidates(all)), gains)).isGreaterThan(0.7);
  }

  @Test
  void threadsAskAtOnceAndGetTheSame() {
    Ranking ranking = small(5).fit(SPACE, sample(20), new SplittableRandom(1));
    List<Candidate> asked = candidates(sample(300));
    double[] alone = ranking.score(asked);
    assertThat(onNewThreads(() -> ranking.score(asked)))
        .allMatch(scores -> Arrays.equals(scores, alone));
  }

  @Test
  void aFitIsTheSameOnEveryThread() {
    List<Scored> seen = sample(20);
    Supplier<double[]> fit =
        () -> small(5).fit(SPACE, seen, new SplittableRandom(1)).score(candidates(seen));
    double[] alone = fit.get();
    assertThat(onNewThreads(fit)).allMatch(scores -> Arrays.equals(scores, alone));
  }

  @Test
  void hundredsOfFitsLeaveNoMemoryBehind() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "skipped: no /proc/self/status");
    // The weights take 2.4 MB: losing them once in each of 200 fits would be 480 MB. Without a loss
    // the resident memory goes up and down by about 110 MB, in thousands of fits too.
    NeuralRanker gates =
        gates(
            wide(128),
            List.of(700, 700),
            0.1,
            new RankingTrainer.Schedule(2, 8, 1e-3, 0, Decay.NONE));
    List<Scored> seen = sample(8);
    fitAndScore(gates, seen, 50);
    long before = residentKilobytes(status);
    fitAndScore(gates, seen, 200);
    assertThat(residentKilobytes(status) - before).isLessThan(240_000);
  }

  @Test
  void namesTheSpaceThatLacksTheView() {
    assertThatThrownBy(() -> new Gates().check(new Flat()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("GATES asks for the candidates as graphs")
        .hasMessageContaining("Flat");
    new Gates().check(SPACE);
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(
            () ->
                gates(
                    wide(8),
                    List.of(8),
                    0.1,
                    new RankingTrainer.Schedule(0, 512, 1e-3, 0, Decay.NONE)))
        .hasMessage("The epochs (0) must be positive.");
    assertThatThrownBy(
            () ->
                gates(
                    wide(8),
                    List.of(8),
                    1,
                    new RankingTrainer.Schedule(10, 512, 1e-3, 0, Decay.NONE)))
        .hasMessage("The dropout (1.0) must be at least 0 and below 1.");
    assertThatThrownBy(() -> wide()).hasMessage("The layers [] must name at least one width.");
  }

  private static List<double[]> onNewThreads(Supplier<double[]> work) {
    List<CompletableFuture<double[]>> results =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(work, task -> new Thread(task).start()))
            .toList();
    return results.stream().map(CompletableFuture::join).toList();
  }

  private static NeuralRanker gates(
      Gates encoder, List<Integer> head, double dropout, RankingTrainer.Schedule schedule) {
    return new NeuralRanker(
        encoder,
        new PairwiseHinge(),
        head,
        dropout,
        schedule.epochs(),
        schedule.batchSize(),
        schedule.learningRate(),
        schedule.weightDecay(),
        schedule.decay(),
        NeuralRanker.Features.NONE);
  }

  private static Gates wide(Integer... layers) {
    return new Gates(48, 48, 96, List.of(layers), SelfLoops.NONE, Residual.INPUT, Readout.OUTPUT);
  }

  private static NeuralRanker small(int epochs) {
    Gates encoder =
        new Gates(8, 8, 16, List.of(16, 16), SelfLoops.NONE, Residual.INPUT, Readout.OUTPUT);
    return gates(
        encoder, List.of(16), 0.1, new RankingTrainer.Schedule(epochs, 64, 1e-3, 0, Decay.NONE));
  }

  private static void fitAndScore(NeuralRanker gates, List<Scored> seen, int times) {
    for (int i = 0; i < times; i++) {
      gates.fit(SPACE, seen, new SplittableRandom(i)).score(candidates(seen));
    }
    System.gc();
  }

  private static long residentKilobytes(Path status) throws IOException {
    String line =
        Files.readAllLines(status).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  private record Flat() implements SearchSpace<String> {
    @Override
    public List<Choice> choices() {
      return List.of(Choice.categorical("one", List.of("a", "b")));
    }

    @Override
    public String decode(Candidate candidate) {
      return candidate.toString();
    }
  }
}
