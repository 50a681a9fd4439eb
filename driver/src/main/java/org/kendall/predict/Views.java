package org.kendall.predict;

import java.util.List;
import java.util.SplittableRandom;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.FeatureSpace;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.SearchSpace;

/** What predictors ask of a space besides its candidates. */
final class Views {
  private Views() {}

  /** The space as one of cells. */
  static CellSpace requireCells(String asking, SearchSpace<?> space) {
    if (space instanceof CellSpace cells) {
      return cells;
    }
    throw missing(asking, "graphs", space, "an encoder of tokens (mlp, lstm), or a space of cells");
  }

  /** The space as one of model schedules. */
  static ScheduleSpace<?> requireSchedules(String asking, SearchSpace<?> space) {
    if (space instanceof ScheduleSpace<?> schedules) {
      return schedules;
    }
    throw missing(
        asking, "model schedules", space, "another encoder, or a space of model schedules");
  }

  /** The space as one with features. */
  static FeatureSpace requireFeatures(String asking, SearchSpace<?> space) {
    if (space instanceof FeatureSpace features) {
      return features;
    }
    throw missing(asking, "features", space, "features: none, or a space with features");
  }

  /** The space as one of whose candidates something cheap is known. */
  static LowFidelitySpace requireLowFidelity(String asking, SearchSpace<?> space) {
    if (space instanceof LowFidelitySpace informed) {
      return informed;
    }
    throw new IllegalArgumentException(
        "%s learns from low-fidelity information first, and none is told of the candidates of %s.\nMaybe name tables of it with low_fidelity: [{table: ..., columns: [...]}]."
            .formatted(asking, space.getClass().getSimpleName()));
  }

  /** The cells of any candidate: all have as many, with as many inputs. */
  static List<CellGraph> anyCells(SearchSpace<?> space) {
    Candidate any = space.canonical(space.random(new SplittableRandom(0)));
    return ((CellSpace) space).graphs(any);
  }

  private static IllegalArgumentException missing(
      String asking, String view, SearchSpace<?> space, String advice) {
    return new IllegalArgumentException(
        "%s asks for the candidates as %s; the space %s has no such view.\nMaybe choose %s."
            .formatted(asking, view, space.getClass().getSimpleName(), advice));
  }
}
