package org.kendall.space;

/**
 * Something cheap that is known of candidates, such as a zero-cost proxy.
 *
 * @param name unique within its space, in snake case
 * @param known of how many candidates it is known, those that mean the same counted once
 * @param missing of how many it is not, among those of which anything is
 */
public record LowFidelityKind(String name, int known, int missing) {}
