package org.kendall.nn.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.Tap;
import org.kendall.nn.Weight;

/** Takes down what Fisher's and the ReLU patterns' proxies need while a pass is under way. */
final class Watch implements Tap {
  private final NDManager step;
  private final Needs needs;
  private final List<Mask> masks = new ArrayList<>();
  private double[][] agreement = new double[0][];

  /**
   * Ones that an output was multiplied with: their gradient is the sum of output x its gradient
   * over a channel.
   *
   * @param ones (batch, channels, 1, 1) or (batch, channels)
   * @param weightsPerChannel of the layer
   */
  private record Mask(NDArray ones, double weightsPerChannel) {}

  Watch(NDManager step, Needs needs) {
    this.step = step;
    this.needs = needs;
  }

  @Override
  public NDArray weighed(NDArray output, Weight weight) {
    if (!needs.fisher()) {
      return output;
    }
    Shape shape = output.getShape();
    long channels = shape.get(1);
    NDArray ones =
        step.ones(
            shape.dimension() == 2
                ? new Shape(shape.get(0), channels)
                : new Shape(shape.get(0), channels, 1, 1));
    ones.setRequiresGradient(true);
    masks.add(new Mask(ones, (double) weight.size() / channels));
    return output.mul(ones);
  }

  @Override
  public void rectifies(NDArray input, int times) {
    if (!needs.agreement() || times == 0) {
      return;
    }
    int batch = (int) input.getShape().get(0);
    NDArray on =
        input
            .stopGradient()
            .gt(0)
            .toType(DataType.FLOAT32, false)
            .reshape(batch, -1); // (batch, units)
    float[] both = on.matMul(on.transpose()).toFloatArray(); // (batch, batch), on for both
    long units = on.getShape().get(1);
    if (agreement.length == 0) {
      agreement = new double[batch][batch];
    }
    for (int i = 0; i < batch; i++) {
      for (int j = 0; j < batch; j++) {
        double off = units - both[i * batch + i] - both[j * batch + j] + both[i * batch + j];
        agreement[i][j] += times * (both[i * batch + j] + off);
      }
    }
  }

  double[][] agreement() {
    return agreement;
  }

  /** Half the mean over images of the squares, summed over the weights of all layers. */
  double fisher() {
    double sum = 0;
    for (Mask mask : masks) {
      NDArray gradient = JniUtils.getGradient((PtNDArray) mask.ones());
      if (gradient == null) { // what lies there does not reach the loss
        continue;
      }
      double squares = 0;
      for (float value : gradient.toFloatArray()) {
        squares += (double) value * value;
      }
      sum += mask.weightsPerChannel() * squares / 2 / mask.ones().getShape().get(0);
    }
    return sum;
  }
}
