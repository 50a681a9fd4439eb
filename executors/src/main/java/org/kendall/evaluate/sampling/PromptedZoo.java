package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.zoo.OpenZoo;
import org.kendall.nn.zoo.TextBank;
import org.kendall.nn.zoo.Zoo;

/**
 * A zoo in memory, and the texts that images follow, if they follow any.
 *
 * @param weight of guidance
 */
record PromptedZoo(Zoo zoo, OpenZoo models, Optional<TextBank> texts, double weight) {
  /**
   * Loads it.
   *
   * @param manager what the weights live as long as, on the device that is to work
   */
  static PromptedZoo open(SampleImages settings, String prepared, NDManager manager) {
    TextSettings texts = settings.texts();
    Zoo zoo = settings.readZoo(prepared);
    zoo.requireWhole();
    return new PromptedZoo(
        zoo,
        zoo.load(manager),
        texts.isNone() ? Optional.empty() : Optional.of(TextBank.read(texts.directory(prepared))),
        texts.weight());
  }

  /**
   * A sampler of one batch of images.
   *
   * @param first the number of the first, by which its text is found
   * @param manager what the texts live as long as, on the device of the models
   */
  Sampler sampler(long first, int count, NDManager manager) {
    return texts
        .map(bank -> models.guided(bank.states(first, count, manager), weight))
        .orElseGet(models::sampler);
  }
}
