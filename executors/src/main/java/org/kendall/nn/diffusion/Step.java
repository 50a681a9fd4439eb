package org.kendall.nn.diffusion;

import java.util.Arrays;
import java.util.List;

/**
 * One step of a sampler, from a time towards 0.
 *
 * @param to less than {@code from}; 0 gives the image without noise, by the first order only
 * @param models which denoiser of a zoo is asked, in the order in which they are
 */
public record Step(double from, double to, Solver solver, List<Integer> models) {
  public Step {
    models = List.copyOf(models);
    if (!(from <= 1 && to >= 0 && to < from)) {
      throw new IllegalArgumentException(
          "A step must lead from a time (%s) of at most 1 down to another (%s) of at least 0."
              .formatted(from, to));
    }
    if (models.size() != solver.evaluations()) {
      throw new IllegalArgumentException(
          "The models (%s) must be as many as the evaluations of the step (%d)."
              .formatted(models, solver.evaluations()));
    }
    boolean first =
        solver.equals(Solver.DDIM)
            || solver instanceof Solver.MultiStep multi && multi.order() == 1;
    if (to == 0 && !first) {
      throw new IllegalArgumentException("A step to time 0 must be of the first order.");
    }
  }

  /** With the same model throughout. */
  public static Step of(double from, double to, Solver solver, int model) {
    Integer[] models = new Integer[solver.evaluations()];
    Arrays.fill(models, model);
    return new Step(from, to, solver, List.of(models));
  }
}
