package org.kendall.evaluate;

import java.util.Collections;
import java.util.List;
import org.kendall.space.ModelSchedule;

/**
 * What it costs to sample one image by a model schedule: the sum over all evaluations (OMS-DPM, Liu
 * et al., ICML 2023, section 3). Beyond the paper, what guidance, the solver and a change of models
 * take counts too.
 *
 * @param name {@code macs}, or {@code milliseconds} on some device
 * @param models the cost of one evaluation of each model of the zoo, with what guidance adds
 * @param solver the cost of steps beside the networks
 * @param change the cost of asking another model than the last time
 */
public record ScheduleCost(
    String name, String unit, List<Double> models, SolverCost solver, double change)
    implements CostModel<ModelSchedule> {
  public ScheduleCost {
    models = List.copyOf(models);
    if (!(change >= 0) || models.stream().anyMatch(one -> !(one >= 0))) {
      throw new IllegalArgumentException(
          "The costs of models (%s) and of a change (%s) must not be negative."
              .formatted(models, change));
    }
  }

  /**
   * Multiply-accumulate operations of networks alone.
   *
   * @param models of one row, of each model
   * @param rows of a network that an evaluation takes: 2 with classifier-free guidance, else 1
   */
  public static ScheduleCost macs(List<Double> models, int rows) {
    List<Double> ofRows = models.stream().map(model -> rows * model).toList();
    return new ScheduleCost("macs", "MACs", ofRows, SolverCost.NONE, 0);
  }

  /** A cost of so many models that is yet to be measured. */
  public static ScheduleCost unknown(String name, String unit, int models) {
    return new ScheduleCost(name, unit, Collections.nCopies(models, 0.0), SolverCost.NONE, 0);
  }

  @Override
  public boolean isKnown() {
    return models.stream().anyMatch(model -> model > 0);
  }

  /** The cost of one evaluation of each model in a step of the first order, changes aside. */
  public List<Double> perEvaluation() {
    return models.stream().map(model -> model + solver.multi().get(0)).toList();
  }

  @Override
  public double cost(ModelSchedule schedule) {
    List<Integer> calls = schedule.calls();
    double sum = solver.of(schedule);
    for (int i = 0; i < calls.size(); i++) {
      sum += models.get(calls.get(i));
      sum += i > 0 && !calls.get(i).equals(calls.get(i - 1)) ? change : 0;
    }
    return sum;
  }
}
