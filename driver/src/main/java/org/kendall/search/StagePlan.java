package org.kendall.search;

import org.kendall.evaluate.Stage;
import org.kendall.strategy.Strategy;

/** What one stage of a search does. */
record StagePlan(Stage stage, Strategy strategy, Rounds rounds, StopRule stop) {}
