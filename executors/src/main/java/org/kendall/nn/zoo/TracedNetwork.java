package org.kendall.nn.zoo;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Objects;
import java.util.Set;
import org.kendall.nn.Volume;
import org.kendall.nn.diffusion.ConditionedDenoiser;
import org.kendall.nn.diffusion.SteppedNoise;

/**
 * A TorchScript module, such as a U-Net of Stable Diffusion. It takes {@code (latent, t)} or {@code
 * (latent, t, text)}: images or latents (images, channels, height, width), the number of the step
 * of each as float32 (images), not always a whole one, and the states of the text (images, tokens,
 * width).
 *
 * @param image the size of an image, or of a latent
 * @param type of latents and texts; a sampler's state stays in single precision
 * @param text what it must be told of, left out where there is none
 */
public record TracedNetwork(Volume image, Precision type, TextShape text) implements ZooNetwork {
  public TracedNetwork {
    text = text == null ? TextShape.NONE : text;
    Objects.requireNonNull(type, "it has no type");
    image.numbers(); // refuses more than an array holds
  }

  @Override
  public String fileEnding() {
    return "pt";
  }

  @Override
  public int size() {
    return image.numbers();
  }

  @Override
  public ConditionedDenoiser open(String weights, SteppedNoise noise, NDManager manager) {
    TracedModule module = TracedModule.load(weights, new Contract(this), manager);
    return (state, time, conditions) -> {
      int images = (int) state.getShape().get(0);
      NDList inputs = new NDList(type.enter(state.reshape(latents(images))));
      inputs.add(state.getManager().full(new Shape(images), (float) noise.stepAt(time)));
      conditions.forEach(condition -> inputs.add(type.enter(condition)));
      return module.output(inputs).toType(DataType.FLOAT32, false).reshape(state.getShape());
    };
  }

  private Shape latents(int images) {
    return new Shape(images, image.channels(), image.height(), image.width());
  }

  private record Contract(TracedNetwork network) implements TracedModule.Contract {
    @Override
    public String takes() {
      return "latents %s of %s, step numbers and %s"
          .formatted(network.latents(1).slice(1), network.type.type(), network.text);
    }

    @Override
    public NDList inputs(int images, NDManager manager) {
      NDList inputs = new NDList(manager.zeros(network.latents(images), network.type.type()));
      inputs.add(manager.zeros(new Shape(images)));
      if (!network.text.isNone()) {
        inputs.add(manager.zeros(network.text.shape(images), network.type.type()));
      }
      return inputs;
    }

    @Override
    public Shape output(int images) {
      return network.latents(images);
    }

    @Override
    public Set<DataType> types() {
      return Set.of(network.type.type());
    }
  }
}
