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
  /** What a denoiser said of a state: the noise in it. */
  record Said(Level at, NDArray noise, NDArray state) {}

  /**
   * The state at the step's end, as a sum of known states and noises: the data follow from both,
   * and each array is read once.
   */
  NDArray next() {
    Level from = known.get(0).at();
    double[] ofNoises = new double[known.size()];
    double[] ofStates = new double[known.size()];
    if (known.size() == 1) { // also to time 0, where lambda is infinite
      ofStates[0] = to.alpha() / from.alpha();
      ofNoises[0] = to.sigma() - ofStates[0] * from.sigma();
      return sum(ofStates, ofNoises);
    }
    boolean noise = followed == Followed.NOISE;
    double way = to.lambda() - from.lambda();
    double[] coefficients = coefficients(noise ? way : -way, way);
    ofStates[0] = noise ? to.alpha() / from.alpha() : to.sigma() / from.sigma();
    for (int i = 0; i < coefficients.length; i++) {
      if (noise) {
        ofNoises[i] -= to.sigma() * coefficients[i];
      } else {
        Level at = known.get(i).at();
        double ofData = to.alpha() * coefficients[i] / at.alpha();
        ofStates[i] -= ofData;
        ofNoises[i] += ofData * at.sigma();
      }
    }
    return sum(ofStates, ofNoises);
  }

  private NDArray sum(double[] ofStates, double[] ofNoises) {
    NDArray sum = known.get(0).state().mul(ofStates[0]);
    for (int i = 0; i < ofNoises.length; i++) {
      add(sum, known.get(i).noise(), ofNoises[i]);
      if (i > 0 && ofStates[i] != 0) {
        add(sum, known.get(i).state(), ofStates[i]);
      }
    }
    return sum;
  }

  private static void add(NDArray sum, NDArray array, double times) {
    try (NDArray more = array.mul(times)) {
      sum.addi(more);
    }
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
