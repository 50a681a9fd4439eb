package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the parameters of a network lie in one flat vector, so that an optimizer's step, the gradient
 * and a fitted model are one array each.
 */
public record ParameterVector(List<Parameter> parameters) {
  /** One parameter, and how its first values are drawn. */
  public record Parameter(Shape shape, Draw draw) {
    /** Uniform between -1 and 1 over the root of a width. */
    public static Parameter uniform(long width, Shape shape) {
      double bound = 1 / Math.sqrt(width);
      return new Parameter(shape, random -> random.nextDouble(-bound, bound));
    }

    /** Standard normal. */
    public static Parameter normal(Shape shape) {
      return new Parameter(shape, RandomGenerator::nextGaussian);
    }

    /** One value everywhere. */
    public static Parameter constant(double value, Shape shape) {
      return new Parameter(shape, random -> value);
    }
  }

  /** Draws one number. */
  @FunctionalInterface
  public interface Draw {
    double from(RandomGenerator random);
  }

  public ParameterVector {
    parameters = List.copyOf(parameters);
  }

  /** Numbers of all parameters. */
  public int size() {
    return Math.toIntExact(parameters.stream().mapToLong(p -> p.shape().size()).sum());
  }

  /** Values to begin with. */
  public float[] draw(RandomGenerator random) {
    float[] values = new float[size()];
    int next = 0;
    for (Parameter parameter : parameters) {
      for (long i = parameter.shape().size(); i > 0; i--) {
        values[next++] = (float) parameter.draw().from(random);
      }
    }
    return values;
  }

  /**
   * The flat vector as an array, in memory that PyTorch allocates: its alignment is always the
   * same, unlike that of Java's buffers, and the last bits of a matrix product depend on it.
   */
  public NDArray on(NDManager manager, float[] values) {
    if (manager.getDevice().isGpu()) {
      return manager.create(values); // there the buffer below would be a copy
    }
    NDArray flat = manager.create(new Shape(values.length));
    flat.toByteBuffer(true).asFloatBuffer().put(values);
    return flat;
  }

  /** The parameters as views of the flat vector: one operation to record, one to take back. */
  public NDList split(NDArray flat) {
    long[] ends = new long[parameters.size() - 1];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += parameters.get(i).shape().size();
      ends[i] = end;
    }
    NDList parts = flat.split(ends, 0);
    NDList shaped = new NDList(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      shaped.add(parts.get(i).reshape(parameters.get(i).shape()));
    }
    return shaped;
  }
}
