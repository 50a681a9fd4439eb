package org.kendall.evaluate;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Turns a design into metrics on an executor. An implementation is a record of its settings: it is
 * read from a job file and travels to executors; heavy things, such as data, are opened there once
 * per process.
 *
 * @param <D> the design that it can evaluate
 */
public interface Evaluator<D> extends Serializable {
  /** What it measures; the first is the objective unless the job says otherwise. */
  List<Metric> metrics();

  /**
   * Evaluates one design. The outcome depends on the design and the trial alone, not on other
   * trials in the same process, nor on the thread or the time. Trials of {@link Stage#CONFIRM} are
   * the only ones that may look at a test set.
   *
   * @return one finite value for each of {@link #metrics}, and possibly more
   * @throws TrialFailedException if the candidate is a bad one; any other exception is recorded as
   *     {@link FailureKind#THREW}
   */
  Map<String, Double> evaluate(D design, TrialContext context) throws Exception;

  /** How long one trial may take. */
  Duration timeLimit();

  /** How long a trial that is past its limit may take to end what it has begun. */
  default Duration endsWithin() {
    return Duration.ZERO;
  }

  /**
   * About how many seconds a trial takes, where that is known before the first: of those that take
   * next to nothing, many travel together. Only speed depends on it.
   */
  default OptionalDouble expectedSeconds() {
    return OptionalDouble.empty();
  }

  /**
   * Whether a copy of a slow trial may run beside it on another machine, where the first to end
   * counts: so of trials that leave no files behind and are all of about one length.
   */
  default boolean mayRunTwice() {
    return false;
  }

  /**
   * Looks whether a trial can be a share of a full one, and one of a larger share, on the same
   * {@link Rung ladder}, go on from it.
   *
   * @param share in (0, 1)
   * @throws IllegalArgumentException that says why not
   */
  default void checkFidelity(double share) {
    throw new IllegalArgumentException("This evaluator knows trials in full only.");
  }

  /**
   * Looks whether it can score the designs of a space.
   *
   * @param any one of them
   * @throws IllegalArgumentException that says what does not fit
   */
  default void checkDesign(D any) {}

  /**
   * Looks, on the driver and before anything is sent, at what the settings refer to: files, sizes.
   *
   * @throws org.kendall.data.BadDataException if something is missing or damaged
   */
  default void check() {}
}
