package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A step of DPM-Solver (Lu et al., NeurIPS 2022): of order 1 (equation 3.7), 2 (algorithm 1, r =
 * 1/2) and 3 (algorithm 2, r = 1/3 and 2/3).
 *
 * @param asked as many as the order, in the order in which they are asked
 */
record SingleSteps(NoiseSchedule schedule, List<Denoiser> asked, Level from, Level to) {
  /** The state at the step's end. Shape as the state */
  NDArray next(NDArray state) {
    NDArray first = asked.get(0).noise(state, from.time());
    return switch (asked.size()) {
      case 1 -> straight(state, first, to);
      case 2 -> secondOrder(state, first);
      default -> thirdOrder(state, first);
    };
  }

  /** As if the noise in the state stayed as it is. */
  private NDArray straight(NDArray state, NDArray noise, Level until) {
    double ratio = until.alpha() / from.alpha();
    return state.mul(ratio).sub(noise.mul(ratio * from.sigma() - until.sigma()));
  }

  private NDArray secondOrder(NDArray state, NDArray first) {
    Level middle = within(1.0 / 2);
    NDArray second = asked.get(1).noise(straight(state, first, middle), middle.time());
    return straight(state, second, to);
  }

  private NDArray thirdOrder(NDArray state, NDArray first) {
    Level third = within(1.0 / 3);
    NDArray change = asked.get(1).noise(straight(state, first, third), third.time()).sub(first);
    Level twoThirds = within(2.0 / 3);
    NDArray there = bent(state, first, change.mul(2), twoThirds);
    NDArray later = asked.get(2).noise(there, twoThirds.time()).sub(first);
    return bent(state, first, later.mul(1.5), to);
  }

  /**
   * As if the noise changed evenly with lambda.
   *
   * @param change over the way from the step's start to there
   */
  private NDArray bent(NDArray state, NDArray noise, NDArray change, Level until) {
    double way = until.lambda() - from.lambda();
    double factor = until.sigma() * (Math.expm1(way) / way - 1);
    return straight(state, noise, until).sub(change.mul(factor));
  }

  /** At a share of the way, in lambda. */
  private Level within(double share) {
    double lambda = from.lambda() + share * (to.lambda() - from.lambda());
    return Level.of(schedule, schedule.time(lambda));
  }
}
