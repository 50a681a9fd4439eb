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
    int size = open.real().pixels();
    Gathered pixels = new Gathered(open.reference().pixels(), ask.count());
    Gathered features = new Gathered(open.reference().features(), ask.count());
    float[] first = new float[Math.min(SampleSheet.IMAGES, ask.count()) * size];
    for (int from = 0; from < ask.count(); from += ask.together()) {
      context.deadline().check();
      int count = Math.min(ask.together(), ask.count() - from);
      float[] images = shown(open.images(noise, from, count, steps), size, from);
      pixels.add(from, open.compared().of(images));
      features.add(from, open.features().of(images, open.manager()));
      copy(images, first, from * size);
    }
    return new SampledImages(
        pixels.moments, features.moments, pixels.some(), features.some(), new Vectors(first, size));
  }

  /** Moments of vectors, and the first few of them. */
  private static final class Gathered {
    private final int width;
    private final float[] some;
    private Moments moments;

    Gathered(FrechetDistance reference, int count) {
      double[] mean = reference.mean();
      this.width = mean.length;
      this.some = new float[Math.min(Reference.SOME, count) * width];
      this.moments = Moments.of(new float[0], mean);
    }

    void add(int first, float[] vectors) {
      moments = moments.plus(Moments.of(vectors, moments.origin()));
      copy(vectors, some, first * width);
    }

    Vectors some() {
      return new Vectors(some, width);
    }
  }

  private static void copy(float[] from, float[] into, int at) {
    if (at < into.length) {
      System.arraycopy(from, 0, into, at, Math.min(from.length, into.length - at));
    }
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
