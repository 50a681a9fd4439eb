package org.kendall.predict;

import org.kendall.space.Candidate;

/**
 * A candidate and what it was worth.
 *
 * @param gain the objective, turned so that larger is better
 */
public record Scored(Candidate candidate, double gain) {}
