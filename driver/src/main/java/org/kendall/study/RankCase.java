package org.kendall.study;

/**
 * One fit of a ranking study.
 *
 * @param trainSize how many architectures are learnt from
 * @param split number of the split of the table, from 1
 * @param seed number of the fit on the same split, from 1
 */
public record RankCase(NamedPredictor predictor, int trainSize, int split, int seed) {}
