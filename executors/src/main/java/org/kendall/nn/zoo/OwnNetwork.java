package org.kendall.nn.zoo;

import ai.djl.ndarray.NDManager;
import org.kendall.nn.diffusion.ConditionedDenoiser;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.DenoiserNetwork;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.nn.diffusion.TrainedDenoiser;

/**
 * A network of Kendall's own; its file is a {@link FloatFile} of its weights as one flat vector.
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
            network(), noise, FloatFile.read(weights, network().parameters().size()), manager);
    return (state, time, conditions) -> denoiser.noise(state, time);
  }
}
