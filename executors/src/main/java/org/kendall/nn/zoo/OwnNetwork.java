package org.kendall.nn.zoo;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.nn.diffusion.ConditionedDenoiser;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.DenoiserNetwork;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.nn.diffusion.TrainedDenoiser;

/**
 * A network of Kendall's own; its file is the flat vector of its weights in single precision,
 * little end first.
 */
public interface OwnNetwork extends ZooNetwork {
  /** The network itself. */
  DenoiserNetwork network();

  @Override
  default int size() {
    return network().size();
  }

  @Override
  default String fileEnding() {
    return "bin";
  }

  @Override
  default ConditionedDenoiser open(String weights, SteppedNoise noise, NDManager manager) {
    Denoiser denoiser =
        new TrainedDenoiser(
            network(), noise, read(weights, network().parameters().size()), manager);
    return (state, time, conditions) -> denoiser.noise(state, time);
  }

  /** The bytes of a file of weights. */
  static byte[] bytes(float[] weights) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(weights);
    return buffer.array();
  }

  private static float[] read(String file, int expected) {
    byte[] bytes;
    try (InputStream in = Storage.open(file)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new BadDataException(
          "The weights %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    if (bytes.length != Float.BYTES * expected) {
      throw new BadDataException(
          "The weights %s (%,d bytes) must be those of %,d parameters (%,d bytes).\nMaybe they are of another network: look at the file beside."
              .formatted(file, bytes.length, expected, Float.BYTES * expected));
    }
    float[] weights = new float[expected];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(weights);
    return weights;
  }
}
