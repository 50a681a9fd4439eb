package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
 * @param first images, up to as many as are looked at in pairs
 */
record SampledImages(Moments pixels, Moments features, Vectors first, Vectors firstFeatures) {
  /**
   * What is to be sampled.
   *
   * @param seed of the noise
   * @param count images
   * @param together images of a batch
   */
  record Ask(long seed, int count, int together) {}

  static SampledImages of(ModelSchedule schedule, Studio open, Ask ask, TrialContext context) {
    List<Step> steps = new Timetable(open.sampler().schedule()).steps(schedule);
    int size = open.reference().pixelMean().length;
    int width = open.features().width();
    NoiseBank bank = new NoiseBank(ask.seed(), size);
    Moments pixels = Moments.of(new float[0], open.reference().pixelMean());
    Moments features = Moments.of(new float[0], open.reference().featureMean());
    int some = Math.min(Reference.SOME, ask.count());
    float[] first = new float[some * size];
    float[] firstFeatures = new float[some * width];
    for (int from = 0; from < ask.count(); from += ask.together()) {
      context.deadline().check();
      int count = Math.min(ask.together(), ask.count() - from);
      float[] images = shown(sample(open, bank.images(from, count), size, steps), size, from);
      float[] seen = open.features().of(images, open.manager());
      pixels = pixels.plus(Moments.of(images, open.reference().pixelMean()));
      features = features.plus(Moments.of(seen, open.reference().featureMean()));
      copy(images, first, from * size);
      copy(seen, firstFeatures, from * width);
    }
    return new SampledImages(
        pixels, features, new Vectors(first, size), new Vectors(firstFeatures, width));
  }

  private static void copy(float[] from, float[] into, int at) {
    if (at < into.length) {
      System.arraycopy(from, 0, into, at, Math.min(from.length, into.length - at));
    }
  }

  private static float[] sample(Studio open, float[] noise, int size, List<Step> steps) {
    try (NDManager manager = open.manager().newSubManager()) {
      NDArray start = manager.create(noise, new Shape(noise.length / size, size));
      return open.sampler().sample(start, steps).toFloatArray();
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
    Coverage coverage = Coverage.of(firstFeatures, reference.someFeatures());
    return Map.of(
        "kernel_distance", KernelDistance.between(firstFeatures, reference.someFeatures()),
        "sliced_wasserstein", new SlicedWasserstein().between(first, reference.somePixels()),
        "precision", coverage.precision(),
        "recall", coverage.recall());
  }
}
