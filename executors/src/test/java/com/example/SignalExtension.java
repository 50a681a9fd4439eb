package com.example;

import java.util.Map;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Extension;
import org.kendall.space.SearchSpace;

/** The names of this jar. */
public final class SignalExtension implements Extension {
  @Override
  public Map<String, Class<? extends SearchSpace<?>>> spaces() {
    return Map.of("dilated-stack", DilatedStack.class);
  }

  @Override
  public Map<String, Class<? extends Evaluator<?>>> evaluators() {
    return Map.of("receptive-field", ReceptiveField.class);
  }
}
