package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.kendall.space.ModelSchedule.Followed;

/**
 * A step that follows what was said before (DPM-Solver++, Lu et al., 2022, and its like for noise):
 * the exponential integrator of a Taylor series in lambda, whose derivatives are divided
 * differences. The second order takes half the mean slope, as the paper's 2M does; the third order
 * has the coefficients of the series itself.
 *
 * @param known what was said at the step's start, then what was said before, latest first; as many
 *     as the order
 */
record MultiSteps(Followed followed, List<Said> known, Level to) {
  /**
   * What a denoiser said of a state.
   *
   * @param data the image without noise, by that noise
   */
  record Said(Level at, NDArray noise, NDArray data) {
    static Said of(NDArray noise, NDArray state, Level at) {
      return new Said(at, noise, Prediction.data(noise, state, at.alpha(), at.sigma()));
    }

    NDArray in(Followed followed) {
      return followed == Followed.NOISE ? noise : data;
    }
  }

  /** The state at the step's end. Shape as the state */
  NDArray next(NDArray state) {
    Level from = known.get(0).at();
    if (known.size() == 1) { // also to time 0, where lambda is infinite
      return known.get(0).data().mul(to.alpha()).add(known.get(0).noise().mul(to.sigma()));
    }
    boolean noise = followed == Followed.NOISE;
    double ratio = noise ? to.alpha() / from.alpha() : to.sigma() / from.sigma();
    double scale = noise ? to.sigma() : to.alpha();
    double way = to.lambda() - from.lambda();
    double[] coefficients = coefficients(noise ? way : -way, way);
    NDArray next = state.mul(ratio);
    for (int i = 0; i < coefficients.length; i++) {
      next.subi(known.get(i).in(followed).mul(scale * coefficients[i]));
    }
    return next;
  }

  /**
   * How much each of the known ones counts.
   *
   * @param exponent the way, or minus the way if data is followed
   */
  private double[] coefficients(double exponent, double way) {
    double constant = Math.expm1(exponent);
    double last = (known.get(0).at().lambda() - known.get(1).at().lambda()) / way;
    if (known.size() == 2) {
      double slope = constant / 2 / last;
      return new double[] {constant + slope, -slope};
    }
    double before = (known.get(1).at().lambda() - known.get(2).at().lambda()) / way;
    double linear = constant / exponent - 1; // of the slope at the step's start
    double square = linear / exponent - 0.5; // of the curvature
    double bend = (linear * last + 2 * square) / (last + before); // of the change of slopes
    double change = (linear + bend) / last;
    double changeBefore = bend / before;
    return new double[] {constant + change, -change - changeBefore, changeBefore};
  }
}
