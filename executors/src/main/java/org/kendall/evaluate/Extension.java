package org.kendall.evaluate;

import java.util.Map;
import org.kendall.space.SearchSpace;

/**
 * What a jar of a user's own adds to the names that a job file may use. The jar is given with
 * {@code --jars}, and names its implementation in {@code
 * META-INF/services/org.kendall.evaluate.Extension}.
 *
 * <p>Each class is a record of settings, annotated as Kendall's own are. Names are in lower case
 * with hyphens.
 */
public interface Extension {
  /** Search spaces, by name. */
  default Map<String, Class<? extends SearchSpace<?>>> spaces() {
    return Map.of();
  }

  /** Evaluators, by name. */
  default Map<String, Class<? extends Evaluator<?>>> evaluators() {
    return Map.of();
  }
}
