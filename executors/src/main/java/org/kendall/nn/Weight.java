package org.kendall.nn;

import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;

/**
 * One array that a layer needs: its shape and the values it starts with. A layer finds the array
 * itself in a {@link Pass}, by this object.
 */
public final class Weight {
  /** Whether an array is trained by its gradient or only tracks a statistic. */
  public enum Role {
    TRAINED,
    TRACKED
  }

  private final Role role;
  private final Shape shape;
  private final double mean;
  private final double deviation;

  private Weight(Role role, Shape shape, double mean, double deviation) {
    this.role = role;
    this.shape = shape;
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * A trained array that starts with normal values of variance 2 / inputs, which keeps the scale of
   * what passes through a rectified layer (He et al. 2015, section 2.2).
   *
   * @param inputs how many values one output is summed from
   */
  public static Weight heNormal(long inputs, long... shape) {
    return new Weight(Role.TRAINED, new Shape(shape), 0, Math.sqrt(2.0 / inputs));
  }

  /** A trained array that starts with one value throughout. */
  public static Weight constant(double value, long... shape) {
    return new Weight(Role.TRAINED, new Shape(shape), value, 0);
  }

  /** An array without gradient that a layer updates itself; it starts with one value throughout. */
  public static Weight tracked(double value, long... shape) {
    return new Weight(Role.TRACKED, new Shape(shape), value, 0);
  }

  public Role role() {
    return role;
  }

  public Shape shape() {
    return shape;
  }

  /** How many values. */
  public int size() {
    return Math.toIntExact(shape.size());
  }

  void fill(float[] values, int from, RandomGenerator random) {
    for (int i = from; i < from + size(); i++) {
      values[i] = (float) (deviation == 0 ? mean : mean + deviation * random.nextGaussian());
    }
  }
}
