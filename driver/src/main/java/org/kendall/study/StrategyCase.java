package org.kendall.study;

/**
 * One search of a comparison.
 *
 * @param seed all randomness of the search comes from it
 */
public record StrategyCase(NamedStrategy strategy, long seed) {}
