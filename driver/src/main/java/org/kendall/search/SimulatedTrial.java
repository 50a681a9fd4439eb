package org.kendall.search;

import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.TableSettings;

/**
 * A trial whose outcome is known already, and how long its attempts take on simulated workers.
 *
 * @param firstSeconds what the first attempt takes
 * @param retrySeconds what the second takes; 0 if the first does not fail
 */
record SimulatedTrial(Evaluation outcome, double firstSeconds, double retrySeconds) {
  private static final String PURPOSE = "simulated worker";

  /** Draws what befalls a trial from the seed and its number alone. */
  static SimulatedTrial of(Evaluation outcome, SimulatedWorkers workers, long seed) {
    RandomGenerator random = Seeds.generator(seed, PURPOSE, outcome.trial().number());
    boolean fails = random.nextDouble() < workers.failures();
    boolean straggles = random.nextDouble() < workers.stragglers();
    double part = fails ? random.nextDouble() : 1;
    double seconds =
        outcome.metric(TableSettings.TRAINING_SECONDS.name()).orElse(workers.trialSeconds());
    double first = part * seconds * (straggles ? workers.slowdown() : 1);
    return new SimulatedTrial(outcome, first, fails ? seconds : 0);
  }

  boolean failsFirst() {
    return retrySeconds > 0;
  }

  /** The outcome as it came about at a place. */
  Evaluation at(Place place) {
    if (outcome instanceof Measured measured) {
      return new Measured(measured.trial(), place, measured.metrics());
    }
    Failed failed = (Failed) outcome;
    return new Failed(failed.trial(), place, failed.kind(), failed.message(), failed.stack())
        .withLog(failed.log());
  }
}
