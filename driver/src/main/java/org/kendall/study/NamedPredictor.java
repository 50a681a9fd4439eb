package org.kendall.study;

import java.io.Serializable;
import org.kendall.predict.Predictor;

/**
 * A predictor under the name that a study gives it.
 *
 * @param encoder the name of its encoder; empty where it is not one of a grid
 * @param loss the name of its loss; empty where it is not one of a grid
 */
public record NamedPredictor(String name, String encoder, String loss, Predictor predictor)
    implements Serializable {
  public NamedPredictor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of a predictor must not be blank.");
    }
  }

  /** A predictor that stands for itself. */
  public static NamedPredictor of(String name, Predictor predictor) {
    return new NamedPredictor(name, "", "", predictor);
  }
}
