package org.kendall.evaluate.sampling;

import java.util.List;
import java.util.Map;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialFailedException;
import org.kendall.evaluate.quality.Coverage;
import org.kendall.evaluate.quality.FrechetDistance;
import org.kendall.evaluate.quality.KernelDistance;
import org.kendall.evaluate.quality.Moments;
import org.kendall.evaluate.quality.SlicedWasserstein;
import org.kendall.evaluate.quality.Vectors;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.space.ModelSchedule;

/**
 * What came of a schedule, as far as distances need it.
 *
 * @param pixels of images averaged down as far as pixels are compared
 * @param somePixels of the first images, up to as many as are looked at in pairs
 * @param someFeatures of the same
 * @param shown the first few images as they are, for people
 */
record SampledImages(
    Moments pixels, Moments features, Vectors somePixels, Vectors someFeatures, Vectors shown) {
  /**
   * What is to be sampled.
   *
   * @param seed of the noise
   * @param count images
   * @param together images of a batch
   */
  record Ask(long seed, int count, int together) {}

  static SampledImages of(ModelSchedule schedule, Studio open, Ask ask, TrialContext context) {
    List<Step> steps = new Timetable(open.schedule()).steps(schedule);
    NoiseBank noise = open.noise(ask.seed());
    Checkpoints checkpoints = context.checkpoints();
    SampledSoFar sampled = SampledSoFar.of(open, checkpoints);
    while (sampled.count() < ask.count()) {
      context.deadline().check();
      int from = sampled.count();
      int count = Math.min(ask.together(), ask.count() - from);
      sampled.add(shown(open.images(noise, from, count, steps), open.real().pixels(), from));
      boolean isLast = sampled.count() == ask.count();
      if (isLast ? context.trial().rung().isOnLadder() : checkpoints.isDue()) {
        checkpoints.keep(sampled.state());
      }
    }
    return sampled.whole();
  }

  /** As a screen shows them: nothing is darker than black. */
  private static float[] shown(float[] images, int size, int firstImage) {
    for (int i = 0; i < images.length; i++) {
      if (!Float.isFinite(images[i])) {
        throw new TrialFailedException(
            FailureKind.DIVERGED,
            "Image %d of the samples (%s) is not finite."
                .formatted(firstImage + i / size, images[i]));
      }
      images[i] = Math.max(-1, Math.min(1, images[i]));
    }
    return images;
  }

  /** The two distances that the objective is made of, and how far the first is too large. */
  Map<String, Double> distances(Reference reference) {
    return Map.of(
        SampleImages.FEATURE_DISTANCE,
        positive(reference.features().to(features)),
        SampleImages.PIXEL_DISTANCE,
        positive(reference.pixels().to(pixels)),
        "feature_bias",
        FrechetDistance.bias(features));
  }

  /** Rounding may leave a distance of equals below 0. */
  private static double positive(double distance) {
    return Math.max(1e-9, distance);
  }

  /** What no search sees. */
  Map<String, Double> unseen(Reference reference) {
    Coverage coverage = Coverage.of(someFeatures, reference.someFeatures());
    return Map.of(
        "kernel_distance", KernelDistance.between(someFeatures, reference.someFeatures()),
        "sliced_wasserstein", new SlicedWasserstein().between(somePixels, reference.somePixels()),
        "precision", coverage.precision(),
        "recall", coverage.recall());
  }
}
