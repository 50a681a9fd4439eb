package org.kendall.evaluate.sampling;

import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;

/**
 * Measures how far each model goes astray in one jump, see {@link JumpErrors}.
 *
 * @param after the preparations of models and texts
 */
record MeasureJumps(SampleImages settings, List<String> after) implements Preparation {
  MeasureJumps {
    after = List.copyOf(after);
  }

  @Override
  public String name() {
    return "jumps";
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    JumpErrors errors = JumpErrors.measure(settings, context);
    errors.write(PreparedFiles.jumps(context.prepared()));
    return Map.of("points", (double) settings.points());
  }
}
