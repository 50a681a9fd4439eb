package org.kendall.space;

/**
 * A number that describes a candidate.
 *
 * @param name unique within its space, in snake case
 * @param help one sentence for people
 */
public record Feature(String name, String help) {}
