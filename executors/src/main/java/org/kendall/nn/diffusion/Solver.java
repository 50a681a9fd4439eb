package org.kendall.nn.diffusion;

import org.kendall.space.ModelSchedule.Followed;

/** How a sampler gets from one time to the next. */
public sealed interface Solver {
  /** The first order, which is DDIM (Song et al., ICLR 2021) and DPM-Solver-1. */
  Solver DDIM = new SingleStep(1);

  /** How often networks are asked in one step. */
  int evaluations();

  /**
   * DPM-Solver (Lu et al., NeurIPS 2022, algorithms 1 and 2 and equation 3.7): looks at times
   * within the step, and forgets.
   *
   * @param order 1 to 3, as many evaluations
   */
  record SingleStep(int order) implements Solver {
    public SingleStep {
      requireOrder(order);
    }

    @Override
    public int evaluations() {
      return order;
    }
  }

  /**
   * Uses what was said in the steps before (DPM-Solver++, Lu et al., 2022, algorithm 2, "2M", and
   * its like of third order); where there were fewer, the order is lower.
   *
   * @param order 1 to 3
   * @param followed what is taken to change slowly; data is better under strong guidance
   */
  record MultiStep(int order, Followed followed) implements Solver {
    public MultiStep {
      requireOrder(order);
    }

    @Override
    public int evaluations() {
      return 1;
    }
  }

  private static void requireOrder(int order) {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("The order (%d) must be 1 to 3.".formatted(order));
    }
  }
}
