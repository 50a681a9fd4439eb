package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.kendall.nn.Layers;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * A part of a {@link Unet}. Whoever applies it hands over the views of its parameters, which it
 * takes in the order in which it lists them.
 */
sealed interface UnetPart {
  /** Its parameters, in order. */
  List<Parameter> parameters();

  /** Multiply-accumulate operations for one image. */
  long macs();

  /** A convolution without bias. */
  record Convolved(int in, int out, int size, int stride, int sideAfter) implements UnetPart {
    /** Of 3 x 3 and stride 1. */
    static Convolved of3(int in, int out, int side) {
      return new Convolved(in, out, 3, 1, side);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.uniform((long) in * size * size, new Shape(out, size, size, in)));
    }

    @Override
    public long macs() {
      return (long) in * out * size * size * sideAfter * sideAfter;
    }

    NDArray apply(NDArray input, Iterator<NDArray> views) {
      return Layers.convolved(input, views.next(), stride);
    }
  }

  /**
   * Group normalization (Wu and He, ECCV 2018) with a trained scale and shift of each channel, then
   * SiLU.
   */
  record Normed(int channels) implements UnetPart {
    static final int GROUPS = 4;
    private static final double EPSILON = 1e-5;

    @Override
    public List<Parameter> parameters() {
      Shape shape = new Shape(channels, 1, 1);
      return List.of(Parameter.constant(1, shape), Parameter.constant(0, shape));
    }

    @Override
    public long macs() {
      return 0;
    }

    NDArray apply(NDArray input, Iterator<NDArray> views) {
      Shape shape = input.getShape();
      NDArray groups = input.reshape(shape.get(0), GROUPS, -1); // (images, groups, numbers)
      NDArray normed = layerNorm(groups).reshape(shape);
      NDArray scaled = normed.mul(views.next()).add(views.next());
      return Layers.silu(scaled);
    }

    private static NDArray layerNorm(NDArray groups) {
      NDManager manager = groups.getManager();
      Shape numbers = new Shape(groups.getShape().get(2));
      return JniUtils.layerNorm(
          (PtNDArray) groups,
          numbers,
          (PtNDArray) manager.ones(numbers),
          (PtNDArray) manager.zeros(numbers),
          EPSILON);
    }
  }

  /**
   * A residual block: twice normalization and a convolution, the time added between; what goes past
   * them is mapped linearly where the channels change.
   */
  record Block(int in, int out, int side) implements UnetPart {
    private Convolved first() {
      return Convolved.of3(in, out, side);
    }

    private Convolved second() {
      return Convolved.of3(out, out, side);
    }

    private Convolved past() {
      return new Convolved(in, out, 1, 1, side);
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(new Normed(in).parameters());
      all.addAll(first().parameters());
      all.add(Parameter.uniform(StepWaves.COUNT, new Shape(StepWaves.COUNT, out)));
      all.add(Parameter.uniform(StepWaves.COUNT, new Shape(out)));
      all.addAll(new Normed(out).parameters());
      all.addAll(second().parameters());
      if (in != out) {
        all.addAll(past().parameters());
      }
      return all;
    }

    @Override
    public long macs() {
      long time = (long) StepWaves.COUNT * out;
      return first().macs() + time + second().macs() + (in == out ? 0 : past().macs());
    }

    /**
     * Applies it.
     *
     * @param input (images, in, side, side)
     * @param waves (images, 32)
     */
    NDArray apply(NDArray input, NDArray waves, Iterator<NDArray> views) {
      NDArray inner = new Normed(in).apply(input, views);
      inner = first().apply(inner, views);
      NDArray time = waves.matMul(views.next()).add(views.next()); // (images, out)
      inner = inner.add(time.reshape(-1, out, 1, 1));
      inner = new Normed(out).apply(inner, views);
      inner = second().apply(inner, views);
      return inner.add(in == out ? input : past().apply(input, views));
    }
  }
}
