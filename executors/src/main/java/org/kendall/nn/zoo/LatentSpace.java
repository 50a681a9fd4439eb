package org.kendall.nn.zoo;

import java.util.Objects;
import org.kendall.nn.Volume;

/**
 * How images come of what a zoo samples, where that is not an image yet: the file {@code
 * decoder.json} beside the TorchScript module {@code decoder.pt}.
 *
 * @param latent the size of what is sampled
 * @param image the size of the image that comes of it
 * @param type of latents as the module takes them
 * @param factor by which latents were multiplied after encoding; 0.18215 in Stable Diffusion 1
 */
public record LatentSpace(Volume latent, Volume image, Precision type, double factor) {
  public LatentSpace {
    Objects.requireNonNull(type, "it has no type");
    latent.numbers(); // refuses more than an array holds
    image.numbers();
    if (!(factor > 0)) {
      throw new IllegalArgumentException(
          "The factor (%s) of latents must be positive.".formatted(factor));
    }
  }
}
