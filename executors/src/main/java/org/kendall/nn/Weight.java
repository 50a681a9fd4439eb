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
  private final Start start;
  private final int parts;

  /** The normal distribution that the first values are drawn from. */
  private record Start(double mean, double deviation) {}

  private Weight(Role role, Shape shape, Start start, int parts) {
    this.role = role;
    this.shape = shape;
    this.start = start;
    this.parts = parts;
  }

  /**
   * A trained array that starts with normal values of variance 2 / inputs, which keeps the scale of
   * what passes through a rectified layer (He et al. 2015, section 2.2).
   *
   * @param inputs how many values one output is summed from
   */
  public static Weight heNormal(long inputs, long... shape) {
    return new Weight(Role.TRAINED, new Shape(shape), new Start(0, Math.sqrt(2.0 / inputs)), 1);
  }

  /** A trained array that starts with one value throughout. */
  public static Weight constant(double value, long... shape) {
    return new Weight(Role.TRAINED, new Shape(shape), new Start(value, 0), 1);
  }

  /** An array without gradient that a layer updates itself; it starts with one value throughout. */
  public static Weight tracked(double value, long... shape) {
    return new Weight(Role.TRACKED, new Shape(shape), new Start(value, 0), 1);
  }

  public Role role() {
    return role;
  }

  public Shape shape() {
    return shape;
  }

  /** The same for so many equal layers that are computed as one: their arrays lie end to end. */
  public Weight inParts(int parts) {
    return new Weight(role, shape, start, parts);
  }

  /** How many equal layers it belongs to that are computed as one; most often 1. */
  public int parts() {
    return parts;
  }

  /** Whether it is multiplied with what comes in: a kernel or a matrix, no shift and no scale. */
  public boolean multiplies() {
    return role == Role.TRAINED && shape.dimension() > 1;
  }

  /** How many values. */
  public int size() {
    return Math.toIntExact(shape.size());
  }

  void fill(float[] values, int from, RandomGenerator random) {
    fill(values, from, random, start.deviation());
  }

  /** The same with another deviation wherever values are drawn. */
  void fill(float[] values, int from, RandomGenerator random, double deviation) {
    for (int i = from; i < from + size(); i++) {
      values[i] =
          (float)
              (start.deviation() == 0
                  ? start.mean()
                  : start.mean() + deviation * random.nextGaussian());
    }
  }
}
