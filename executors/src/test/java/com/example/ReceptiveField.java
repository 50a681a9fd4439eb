package com.example;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TrialContext;
import org.kendall.space.Setting;

/** How many of a number of inputs reach one output of the stack: holes in it are wasted. */
@Setting("The share of a window of inputs that reaches one output.")
public record ReceptiveField(@Setting("Inputs in the window.") int window)
    implements Evaluator<DilatedStack.Dilations> {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.maximized("coverage", "%"));
  }

  @Override
  public Map<String, Double> evaluate(DilatedStack.Dilations design, TrialContext context) {
    Set<Integer> reached = new HashSet<>(Set.of(0));
    for (int dilation : design.layers()) {
      context.deadline().check();
      for (int input : List.copyOf(reached)) {
        reached.addAll(List.of(input - dilation, input + dilation));
      }
    }
    long seen = reached.stream().filter(input -> Math.abs(input) <= window / 2).count();
    return Map.of("coverage", 100.0 * seen / window);
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMinutes(1);
  }
}
