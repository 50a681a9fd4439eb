package org.kendall.study;

import org.kendall.strategy.Strategy;

/** A strategy under the name that a comparison gives it. */
public record NamedStrategy(String name, Strategy strategy) {}
