package org.kendall.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A piece of work that a job needs before its first round, such as the training of one model of a
 * zoo: a trial of its own, whose results are files. An implementation is a record of its settings.
 */
public interface Preparation extends Serializable {
  /** Unique within its job, and such as people read it. */
  String name();

  /** The names of those that must have ended before. */
  default List<String> after() {
    return List.of();
  }

  /** How many bytes it will write at least, as far as that is known before. */
  default long bytes() {
    return 0;
  }

  /**
   * Does the work and writes its files below {@link TrialContext#prepared}; where they are already
   * there, they are replaced.
   *
   * @return finite figures for people, by name
   * @throws TrialFailedException if it cannot be done
   */
  Map<String, Double> prepare(TrialContext context) throws Exception;
}
