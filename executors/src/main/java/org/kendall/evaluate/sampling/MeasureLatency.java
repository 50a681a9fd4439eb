package org.kendall.evaluate.sampling;

import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;

/**
 * Measures how long the parts of sampling take, see {@link Latency}.
 *
 * @param after all others, as what runs beside would be measured too
 */
record MeasureLatency(SampleImages settings, List<String> after) implements Preparation {
  MeasureLatency {
    after = List.copyOf(after);
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    Latency latency = LatencyMeasurement.of(settings, context);
    latency.write(PreparedFiles.latency(context.prepared()));
    return latency.figures();
  }
}
