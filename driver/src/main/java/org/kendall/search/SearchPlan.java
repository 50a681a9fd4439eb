package org.kendall.search;

import org.kendall.evaluate.Problem;
import org.kendall.strategy.Strategy;

/**
 * A whole search, as a job file asks for it.
 *
 * @param job its name
 * @param seed all randomness comes from it
 */
public record SearchPlan(
    String job,
    long seed,
    Problem<?> problem,
    Strategy strategy,
    Rounds rounds,
    StopRule stop,
    ConfirmRule confirm) {}
