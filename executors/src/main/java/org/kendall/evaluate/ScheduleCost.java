package org.kendall.evaluate;

import java.util.List;
import org.kendall.space.ModelSchedule;

/**
 * What it costs to sample one image by a model schedule: the sum over all evaluations (OMS-DPM, Liu
 * et al., ICML 2023, section 3). Beyond the paper, what guidance, the solver and a change of models
 * take counts too.
 *
 * @param name {@code macs}, or {@code milliseconds} on some device
 * @param models the cost of one evaluation of each model of the zoo
 * @param rows of a network that an evaluation takes: 2 with classifier-free guidance, else 1
 * @param solver the cost of an evaluation beside the network
 * @param change the cost of asking another model than the last time
 */
public record ScheduleCost(
    String name, String unit, List<Double> models, int rows, double solver, double change)
    implements CostModel<ModelSchedule> {
  public ScheduleCost {
    models = List.copyOf(models);
    if (rows < 1 || !(solver >= 0 && change >= 0) || models.stream().anyMatch(one -> !(one > 0))) {
      throw new IllegalArgumentException(
          "The costs of models (%s) and the rows (%d) must be positive, others not negative."
              .formatted(models, rows));
    }
  }

  /** Multiply-accumulate operations of networks alone. */
  public static ScheduleCost macs(List<Double> models, int rows) {
    return new ScheduleCost("macs", "MACs", models, rows, 0, 0);
  }

  /** The cost of one evaluation of each model, changes aside. */
  public List<Double> perEvaluation() {
    return models.stream().map(model -> rows * model + solver).toList();
  }

  @Override
  public double cost(ModelSchedule schedule) {
    List<Integer> calls = schedule.calls();
    double sum = 0;
    for (int i = 0; i < calls.size(); i++) {
      sum += rows * models.get(calls.get(i)) + solver;
      sum += i > 0 && !calls.get(i).equals(calls.get(i - 1)) ? change : 0;
    }
    return sum;
  }
}
