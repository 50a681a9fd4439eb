package org.kendall.study;

import org.kendall.space.Candidate;

/**
 * One thing that is measured of one candidate.
 *
 * @param evaluator place of the evaluator among those of the job
 * @param seed number of the repeat, from 1
 */
public record TabulateCase<D>(Candidate candidate, D design, int evaluator, int seed) {}
