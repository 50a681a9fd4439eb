package org.kendall.jobs;

import java.util.List;
import org.kendall.evaluate.Evaluator;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** A tabulate job, bound: all that the making of a table is told. */
@Setting("What is measured of which candidates, to become a table.")
record TabulateSpec(
    @Setting("Its name; the run directory is runs/NAME unless told otherwise.") String job,
    @Setting(value = "All randomness comes from it.", byDefault = "1") long seed,
    @Setting("Whose candidates become rows; those that mean the same are one.")
        SearchSpace<?> space,
    @Setting("What measures a candidate from each seed; its metrics are the first columns.")
        Evaluator<?> evaluate,
    @Setting(
            value = "What else measures each candidate, once; its metrics are further columns.",
            byDefault = "[]")
        List<Evaluator<?>> beside,
    @Setting(value = "How many candidates are drawn; 0 for all.", byDefault = "0") int candidates,
    @Setting(value = "How often each is measured, from different seeds.", byDefault = "2")
        int seeds)
    implements StudySpec {
  TabulateSpec {
    JobName.require(job);
    beside = List.copyOf(beside);
    if (candidates < 0) {
      throw new IllegalArgumentException(
          "The candidates (%d) must not be negative.".formatted(candidates));
    }
  }
}
