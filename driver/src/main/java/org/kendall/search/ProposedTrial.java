package org.kendall.search;

import java.util.OptionalDouble;
import org.kendall.evaluate.Trial;

/**
 * A trial as a strategy proposed it.
 *
 * @param predicted the predictor's score before the trial was measured, larger is better; empty
 *     where it was not predicted
 */
public record ProposedTrial(Trial trial, OptionalDouble predicted) {}
