package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.UnaryOperator;

/** The layers that networks are made of. */
public final class Layers {
  private Layers() {}

  /** A convolution without bias and with stride 1; height and width stay. */
  public static Layer convolution(int in, int out, int size) {
    return Convolution.of(in, out, size, 1);
  }

  /** A convolution without bias and with stride 2; height and width are halved, rounded up. */
  public static Layer halvingConvolution(int in, int out, int size) {
    return Convolution.of(in, out, size, 2);
  }

  /** Batch normalization with a trained scale and shift per channel. */
  public static Layer batchNorm(int channels) {
    return BatchNorm.of(channels);
  }

  /** Batch normalization of each channel and nothing else. */
  public static Layer plainBatchNorm(int channels) {
    return BatchNorm.plain(channels);
  }

  /** Negative values become zero. */
  public static Layer relu() {
    return new Unweighted(
        UnaryOperator.identity(),
        (input, pass) -> {
          pass.tap().rectifies(input, 1);
          return rectified(input);
        });
  }

  /** The mean of each 2 x 2 block; at an odd edge, of what is there. */
  public static Layer halvingAveragePool() {
    return new Unweighted(Volume::halved, (input, pass) -> averagePool(input, 2, 2, 0));
  }

  /** The mean of each pixel's 3 x 3 neighbourhood; at the edge, of what is there. */
  public static Layer averagePool3() {
    return new Unweighted(
        UnaryOperator.identity(),
        (input, pass) -> averagePool(input, 3, 1, 1).mul(withoutPadding(input)));
  }

  /** The mean of each channel over the image. */
  public static Layer globalMean() {
    return new Unweighted(
        input -> new Volume(input.channels(), 1, 1),
        (input, pass) -> {
          pass.tap().pooled(input);
          return JniUtils.adaptiveAvgPool((PtNDArray) input, new Shape(1, 1));
        });
  }

  /** A linear map with bias of the channels of 1 x 1 images. */
  public static Layer linear(int in, int out) {
    return Linear.of(in, out);
  }

  /** Layers one after the other. */
  public static Layer sequence(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  /** The sum of two layers that see the same input, as in a residual block. */
  public static Layer sum(Layer first, Layer second) {
    return new Sum(first, second);
  }

  /**
   * A convolution with kernels that are given, padded so that stride 1 keeps height and width.
   *
   * <p>Kernels are stored channels last: with the other order, PyTorch 2.7.1 gives wrong numbers
   * and now and then NaN for the gradient of the input on a CPU (oneDNN reads memory that nothing
   * was written to).
   *
   * @param input (images, in, height, width)
   * @param kernel (out, size, size, in), its size odd
   */
  public static NDArray convolved(NDArray input, NDArray kernel, int stride) {
    long padding = kernel.getShape().get(1) / 2;
    NDArray channelsFirst = kernel.transpose(0, 3, 1, 2); // (out, in, size, size)
    if (input.getDataType() == DataType.FLOAT64) {
      return convolvedInDouble(input, channelsFirst, stride, padding);
    }
    return JniUtils.convolution(
        (PtNDArray) input,
        (PtNDArray) channelsFirst,
        null,
        new Shape(stride, stride),
        new Shape(padding, padding),
        new Shape(1, 1),
        1);
  }

  /**
   * As a convolution of volumes of depth 1: at each one of images in double precision, PyTorch
   * writes a line to say that it has no NNPACK on some machines.
   */
  private static NDArray convolvedInDouble(
      NDArray input, NDArray kernel, int stride, long padding) {
    NDArray output =
        JniUtils.convolution(
            (PtNDArray) input.expandDims(2),
            (PtNDArray) kernel.expandDims(2),
            null,
            new Shape(1, stride, stride),
            new Shape(0, padding, padding),
            new Shape(1, 1, 1),
            1);
    return output.squeeze(2);
  }

  /**
   * Each number times its sigmoid (SiLU).
   *
   * <p>Not DJL's own, which multiplies by a Java number: such a number lies in memory that Java
   * frees while PyTorch's recorded graph still points there, so that gradients were wrong now and
   * then. While a {@link Tape} records, multiply and divide by arrays only.
   */
  public static NDArray silu(NDArray input) {
    return input.mul(JniUtils.sigmoid((PtNDArray) input));
  }

  /** Negative values become zero. */
  public static NDArray rectified(NDArray input) {
    return JniUtils.relu((PtNDArray) input);
  }

  /**
   * What turns a 3 x 3 mean over zero padding into one over the image alone: asked not to count the
   * padding, DJL counts it all the same. Shape (height, width).
   */
  private static NDArray withoutPadding(NDArray input) {
    int height = (int) input.getShape().get(2);
    int width = (int) input.getShape().get(3);
    float[] factors = new float[height * width];
    for (int i = 0; i < factors.length; i++) {
      int there = inside(i / width, height) * inside(i % width, width);
      factors[i] = 9f / there;
    }
    return input.getManager().create(factors, new Shape(height, width));
  }

  /** How many of a place and its two neighbours lie within the length. */
  private static int inside(int place, int length) {
    return 1 + (place > 0 ? 1 : 0) + (place < length - 1 ? 1 : 0);
  }

  private static NDArray averagePool(NDArray input, long size, long stride, long padding) {
    return JniUtils.avgPool(
        (PtNDArray) input,
        new Shape(size, size),
        new Shape(stride, stride),
        new Shape(padding, padding),
        true,
        false);
  }
}
