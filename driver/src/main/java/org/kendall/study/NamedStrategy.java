package org.kendall.study;

import java.io.Serializable;
import org.kendall.space.Setting;
import org.kendall.strategy.Strategy;

/** A strategy under the name that a comparison gives it. */
@Setting("A strategy under a name.")
public record NamedStrategy(
    @Setting("What to call it.") String name, @Setting("The strategy.") Strategy strategy)
    implements Serializable {
  public NamedStrategy {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of a strategy must not be blank.");
    }
  }
}
