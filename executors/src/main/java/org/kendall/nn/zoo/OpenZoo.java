package org.kendall.nn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.kendall.data.BadDataException;
import org.kendall.nn.diffusion.ConditionedDenoiser;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.Sampler;

/**
 * A zoo with the weights of its models in memory. Samplers are cheap to make, one for each batch of
 * images; several threads may use theirs at once.
 */
public final class OpenZoo {
  private final Zoo zoo;
  private final List<ConditionedDenoiser> networks; // (models)

  OpenZoo(Zoo zoo, List<ConditionedDenoiser> networks) {
    this.zoo = zoo;
    this.networks = List.copyOf(networks);
  }

  /**
   * A sampler of images that follow no text.
   *
   * @throws BadDataException if the models must be told of one
   */
  public Sampler sampler() {
    if (!zoo.text().isNone()) {
      throw new BadDataException(
          "The models of the zoo %s must be told of %s.\nMaybe give the job a text bank and a weight of guidance."
              .formatted(zoo.directory(), zoo.text()));
    }
    return sampler(new NDList(), denoiser -> denoiser);
  }

  /**
   * A sampler of one batch of images that follow texts, by classifier-free guidance. An evaluation
   * asks a model about twice as many images.
   *
   * @param texts states of the empty text for each image, then of each image's text, as {@link
   *     TextBank#states} gives them. Shape (2 images, tokens, width), on the device of the models
   * @param weight 0: without the text, 1: with it, above 1: farther
   * @throws BadDataException if the models take other texts, or none
   */
  public Sampler guided(NDArray texts, double weight) {
    Shape expected = zoo.text().shape(texts.getShape().get(0));
    if (zoo.text().isNone() || !texts.getShape().equals(expected)) {
      throw new BadDataException(
          "The models of the zoo %s take %s; they were told of texts of the shape %s."
              .formatted(zoo.directory(), zoo.text(), texts.getShape()));
    }
    return sampler(new NDList(texts), both -> Denoiser.guided(both, weight));
  }

  private Sampler sampler(NDList conditions, UnaryOperator<Denoiser> guidance) {
    return new Sampler(
        zoo.schedule(),
        IntStream.range(0, networks.size())
            .mapToObj(i -> denoiser(i, conditions))
            .map(guidance)
            .toList());
  }

  private Denoiser denoiser(int model, NDList conditions) {
    Denoiser network = networks.get(model).given(conditions);
    return Denoiser.of(network, zoo.models().get(model).prediction(), zoo.schedule());
  }
}
