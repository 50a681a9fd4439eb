package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.kendall.data.ImageShape;

/**
 * A network that classifies images of one shape: a description without arrays, cheap to make.
 *
 * <pre>{@code
 * Network network = Network.of(shape,
 *     Layers.convolution(shape.channels(), 16, 3), Layers.batchNorm(16), Layers.relu(),
 *     Layers.globalMean(), Layers.linear(16, shape.classes()));
 * }</pre>
 */
public final class Network {
  private final ImageShape input;
  private final Layer body;
  private final List<Weight> weights;

  private Network(ImageShape input, Layer body) {
    this.input = input;
    this.body = body;
    this.weights = body.weights();
  }

  /** A network of layers one after the other, whose last one gives one value for each class. */
  public static Network of(ImageShape input, Layer... layers) {
    Network network = new Network(input, Layers.sequence(layers));
    Volume output = network.body.output(network.volume());
    if (!output.equals(new Volume(input.classes(), 1, 1))) {
      throw new IllegalArgumentException(
          "The network ends with %s; it must give one value for each of the %d classes."
              .formatted(output, input.classes()));
    }
    return network;
  }

  public ImageShape input() {
    return input;
  }

  /** All its weights. */
  public List<Weight> weights() {
    return weights;
  }

  /** Trained values. */
  public long parameters() {
    return size(Weight.Role.TRAINED);
  }

  /** Values of all weights of one role. */
  public int size(Weight.Role role) {
    return Math.toIntExact(
        weights.stream().filter(weight -> weight.role() == role).mapToLong(Weight::size).sum());
  }

  /** Multiply-accumulate operations of convolutions and matrix products for one image. */
  public long macs() {
    return body.macs(volume());
  }

  /**
   * Computes the class scores.
   *
   * @param images (batch, height, width, channels)
   * @return (batch, classes)
   */
  public NDArray forward(NDArray images, Pass pass) {
    return body.forward(images.transpose(0, 3, 1, 2), pass);
  }

  private Volume volume() {
    return new Volume(input.channels(), input.height(), input.width());
  }
}
