package org.kendall.nn.proxy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import org.kendall.data.ImageShape;
import org.kendall.nn.Network;
import org.kendall.nn.Pass;
import org.kendall.nn.Tape;
import org.kendall.nn.Weights;

/**
 * The flow through a network of absolute weights (Tanaka et al., "Pruning neural networks without
 * any data by iteratively conserving synaptic flow", NeurIPS 2020, equation 4), in double
 * precision, as its logarithm: the sum itself grows by factors of ten with each layer. Without any
 * flow it is the logarithm of the least normal number.
 */
final class Synflow {
  private Synflow() {}

  static double of(Network network, Kernels kernels, Device device, RandomGenerator random) {
    ImageShape shape = network.input();
    try (NDManager manager = NDManager.newBaseManager(device);
        Tape tape = Tape.open()) {
      Weights weights = Weights.initial(network, manager, random);
      NDArray leaf = weights.trainedValues().toType(DataType.FLOAT64, true).abs().stopGradient();
      leaf.setRequiresGradient(true);
      NDArray ones =
          manager.ones(
              new Shape(1, shape.height(), shape.width(), shape.channels()), DataType.FLOAT64);
      Pass pass = weights.pass(Pass.Purpose.WITHOUT_NORM, leaf);
      tape.backward(network.forward(ones, pass).sum());
      double[] values = leaf.toDoubleArray();
      double[] gradient = leaf.getGradient().toDoubleArray();
      double sum = 0;
      for (Kernels.Span span : kernels.spans()) {
        for (int i = span.from(); i < span.to(); i++) {
          sum += Math.abs(values[i] * gradient[i]);
        }
      }
      return Math.log(Math.max(sum, Double.MIN_NORMAL));
    }
  }
}
