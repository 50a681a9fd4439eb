package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.djl.Device;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.space.Candidate;

/**
 * What every evaluator must do. An evaluator's test extends it.
 *
 * @param <D> the design that it can evaluate
 */
public abstract class EvaluatorContract<D> {
  @TempDir protected Path workspace;

  /** The evaluator under test; equal at every call. */
  protected abstract Evaluator<D> evaluator();

  /** A design that it evaluates without failure, in a moment. */
  protected abstract D design();

  /** A context for a trial on the CPU with that seed and time. */
  protected TrialContext context(long seed, Duration time) {
    Trial trial = new Trial(7, Stage.SEARCH, Candidate.of(0), seed, 1.0);
    return new TrialContext(trial, Device.cpu(), Deadline.in(time), workspace.resolve("trial-7"));
  }

  @Test
  void everyMetricIsMeasuredAndFinite() throws Exception {
    Map<String, Double> measured = measure(1);
    assertThat(measured)
        .containsKeys(evaluator().metrics().stream().map(Metric::name).toArray(String[]::new));
    assertThat(measured.values()).allMatch(Double::isFinite);
  }

  @Test
  void equalTrialsHaveEqualResults() throws Exception {
    assertThat(measure(1)).isEqualTo(measure(1));
  }

  @Test
  void trialPastItsDeadlineIsTimedOut() {
    assertThatThrownBy(() -> evaluator().evaluate(design(), context(1, Duration.ofNanos(-1))))
        .asInstanceOf(type(TrialFailedException.class))
        .extracting(TrialFailedException::kind)
        .isEqualTo(FailureKind.TIMED_OUT);
  }

  @Test
  void timeLimitIsPositive() {
    assertThat(evaluator().timeLimit()).isPositive();
  }

  @Test
  void evaluatorTravelsAsItIs() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(evaluator());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(evaluator());
    }
  }

  private Map<String, Double> measure(long seed) throws Exception {
    return evaluator().evaluate(design(), context(seed, Duration.ofMinutes(1)));
  }
}
