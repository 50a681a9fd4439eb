package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.nn.diffusion.UnetPart.Block;
import org.kendall.nn.diffusion.UnetPart.Convolved;
import org.kendall.nn.diffusion.UnetPart.Normed;

/**
 * A small network of convolutions in the shape of a U (Ronneberger et al., MICCAI 2015; Ho et al.,
 * NeurIPS 2020, appendix B) for small square images: three levels of one residual block on each
 * side, without attention. The first level has {@code width} channels, the others twice as many;
 * convolutions of stride 2 lead down, a doubling of pixels and a convolution lead up, where what
 * came before on the level is put beside.
 *
 * @param channels of an image
 * @param side height and width of an image, divisible by 4
 * @param width channels of the first level, divisible by 4
 */
public record Unet(int channels, int side, int width) implements DenoiserNetwork {
  private static final int NEAREST = 0;
  private static final int WIDEST = 1_024;

  public Unet {
    if (channels < 1 || side < 4 || side % 4 != 0) {
      throw new IllegalArgumentException(
          "The channels (%d) must be positive and the side (%d) a multiple of 4."
              .formatted(channels, side));
    }
    if (channels > WIDEST || side > WIDEST || width > WIDEST) {
      throw new IllegalArgumentException(
          "The channels (%d), the side (%d) and the width (%d) must be %,d at most."
              .formatted(channels, side, width, WIDEST));
    }
    if (width < Normed.GROUPS || width % Normed.GROUPS != 0) {
      throw new IllegalArgumentException(
          "The width (%d) must be a multiple of %d.".formatted(width, Normed.GROUPS));
    }
  }

  @Override
  public int size() {
    return channels * side * side;
  }

  @Override
  public ParameterVector parameters() {
    Stream<Parameter> all = parts().stream().flatMap(part -> part.parameters().stream());
    return new ParameterVector(Stream.concat(all, Stream.of(bias())).toList());
  }

  private Parameter bias() {
    return Parameter.constant(0, new Shape(channels, 1, 1));
  }

  @Override
  public long macs() {
    return parts().stream().mapToLong(UnetPart::macs).sum();
  }

  /** In the order in which an image passes. */
  private List<UnetPart> parts() {
    return List.of(
        enter(),
        upper(),
        down(width, side / 2),
        middle(),
        down(2 * width, side / 4),
        lower(),
        lower(),
        up(2 * width, side / 2),
        middleAgain(),
        up(width, side),
        upperAgain(),
        new Normed(width),
        leave());
  }

  private Convolved enter() {
    return Convolved.of3(channels, width, side);
  }

  private Block upper() {
    return new Block(width, width, side);
  }

  private Convolved down(int from, int sideAfter) {
    return new Convolved(from, 2 * width, 3, 2, sideAfter);
  }

  private Block middle() {
    return new Block(2 * width, 2 * width, side / 2);
  }

  private Block lower() {
    return new Block(2 * width, 2 * width, side / 4);
  }

  private Convolved up(int to, int sideAfter) {
    return Convolved.of3(2 * width, to, sideAfter);
  }

  private Block middleAgain() {
    return new Block(4 * width, 2 * width, side / 2);
  }

  private Block upperAgain() {
    return new Block(2 * width, width, side);
  }

  private Convolved leave() {
    return Convolved.of3(width, channels, side);
  }

  @Override
  public NDArray output(NDArray state, NDArray steps, NDList views) {
    Iterator<NDArray> next = views.iterator();
    NDArray waves = StepWaves.of(steps); // (images, 32)
    NDArray image = state.reshape(-1, channels, side, side);
    NDArray upper = upper().apply(enter().apply(image, next), waves, next);
    NDArray middle = down(width, side / 2).apply(upper, next);
    middle = middle().apply(middle, waves, next);
    NDArray lower = down(2 * width, side / 4).apply(middle, next);
    lower = lower().apply(lower, waves, next);
    lower = lower().apply(lower, waves, next);
    NDArray back = up(2 * width, side / 2).apply(doubled(lower), next).concat(middle, 1);
    back = middleAgain().apply(back, waves, next);
    back = up(width, side).apply(doubled(back), next).concat(upper, 1);
    back = upperAgain().apply(back, waves, next);
    back = leave().apply(new Normed(width).apply(back, next), next).add(next.next());
    return back.reshape(-1, size());
  }

  /** Each pixel four times. */
  private static NDArray doubled(NDArray image) {
    long[] sides = {2 * image.getShape().get(2), 2 * image.getShape().get(3)};
    return JniUtils.interpolate((PtNDArray) image, sides, NEAREST, false);
  }
}
