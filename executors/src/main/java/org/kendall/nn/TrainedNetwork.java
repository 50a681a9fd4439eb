package org.kendall.nn;

import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kendall.data.ImageSet;

/** A network after its training; closing it frees its weights. */
public final class TrainedNetwork implements AutoCloseable {
  private static final int BATCH = 256;

  private final Learner learner;
  private final Pixels pixels;

  TrainedNetwork(Learner learner, Pixels pixels) {
    this.learner = learner;
    this.pixels = pixels;
  }

  Learner learner() {
    return learner;
  }

  /**
   * How well a network does on some images.
   *
   * @param accuracy percent of the images whose class has the highest score
   * @param loss mean cross-entropy in nats
   */
  public record Score(double accuracy, double loss) {}

  /**
   * Classifies images as they are.
   *
   * @param beforeEachBatch may throw to end it
   */
  public Score score(ImageSet images, Runnable beforeEachBatch) {
    Batches batches = new Batches(images, pixels, BATCH);
    int right = 0;
    double loss = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      beforeEachBatch.run();
      int[] places = IntStream.range(from, Math.min(from + BATCH, images.size())).toArray();
      float[] scores = scores(batches, places); // (batch, classes)
      int classes = scores.length / places.length;
      for (int i = 0; i < places.length; i++) {
        int label = images.label(places[i]);
        right += best(scores, i * classes, classes) == label ? 1 : 0;
        loss += crossEntropy(scores, i * classes, classes, label);
      }
    }
    return new Score(100.0 * right / images.size(), loss / images.size());
  }

  private float[] scores(Batches batches, int[] places) {
    try (NDManager manager = learner.manager().newSubManager()) {
      return learner.scores(
          batches.images(manager, places, Augmentation.NONE, new SplittableRandom(0)));
    }
  }

  private static int best(float[] scores, int from, int classes) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (scores[from + i] > scores[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static double crossEntropy(float[] scores, int from, int classes, int label) {
    double highest = scores[from + best(scores, from, classes)];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(scores[from + i] - highest);
    }
    return highest + Math.log(sum) - scores[from + label];
  }

  @Override
  public void close() {
    learner.close();
  }
}
