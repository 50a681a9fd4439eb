package org.kendall.predict;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** How the experts of an ensemble are trained before anything is measured. */
@Setting("How the experts are trained before anything is measured.")
public record Pretraining(
    @Setting(value = "Passes over all architectures.", byDefault = "200") int epochs,
    @Setting(
            value =
                "Architectures that are drawn from the space, whatever their labels; those that mean"
                    + " the same count once then.",
            byDefault = "7813")
        int pool,
    @Setting(value = "Architectures in a step.", byDefault = "512") int batchSize,
    @Setting(value = "Learning rate of Adam.", byDefault = "0.001") double learningRate,
    @Setting(value = "What becomes of the learning rate.", byDefault = "none") Decay decay,
    @Setting(value = "The pool and the first weights are drawn from it.", byDefault = "1")
        long seed) {
  public Pretraining {
    Positive.require("epochs", epochs);
    Positive.require("pool", pool);
    Positive.require("batch size", batchSize);
    Positive.require("learning rate", learningRate);
  }

  /** With the settings of the paper. */
  public Pretraining() {
    this(200, 7_813, 512, 1e-3, Decay.NONE, 1);
  }

  RankingTrainer.Schedule schedule() {
    return new RankingTrainer.Schedule(epochs, batchSize, learningRate, 0, decay);
  }

  /** The architectures drawn, in canonical form. */
  List<Candidate> draw(SearchSpace<?> space) {
    SplittableRandom random = new SplittableRandom(seed);
    Stream<Candidate> drawn;
    if (!space.isListable()) {
      drawn = Stream.generate(() -> space.random(random)).filter(space::allows).limit(pool);
    } else {
      int size = (int) space.size();
      int[] places = Draws.some(Math.min(pool, size), size, random);
      drawn = Arrays.stream(places).mapToObj(space::at).filter(space::allows);
    }
    return drawn.map(space::canonical).distinct().toList();
  }
}
