package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.Dispatcher;
import org.kendall.space.Candidate;

/** Keeps all that lands, however often it does. */
final class Landings implements Dispatcher.Landing {
  private final BlockingQueue<Evaluation> landed = new LinkedBlockingQueue<>();
  private volatile String broken = "";

  @Override
  public void landed(List<Evaluation> evaluations) {
    landed.addAll(evaluations);
  }

  @Override
  public void broke(Throwable reason) {
    broken = reason.toString();
  }

  /** Trials 1, 2, ... of the candidates. */
  static List<Trial> trials(List<Candidate> candidates) {
    return IntStream.range(0, candidates.size())
        .mapToObj(i -> new Trial(i + 1, Stage.SEARCH, candidates.get(i), i, 1))
        .toList();
  }

  /** Waits until so many have landed, and a little longer for those that should not. */
  List<Evaluation> await(int count, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (landed.size() < count && broken.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    Thread.sleep(1_000);
    assertThat(broken).isEmpty();
    List<Evaluation> all = List.copyOf(landed);
    assertThat(all)
        .extracting(e -> e.trial().number())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, count).mapToObj(i -> (long) i).toList());
    return all;
  }

  static List<Failed> failed(List<Evaluation> evaluations) {
    return evaluations.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList();
  }
}
