package org.kendall.evaluate.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.evaluate.quality.Vectors;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainingState;

/** A schedule's images as they come, or rather what is kept of them; it can be put by. */
final class SampledSoFar {
  private final Studio open;
  private final Gathered pixels;
  private final Gathered features;
  private final float[] first;
  private int count;

  private SampledSoFar(Studio open) {
    this.open = open;
    this.pixels = new Gathered(open.reference().pixels().mean(), Reference.SOME);
    this.features = new Gathered(open.reference().features().mean(), Reference.SOME);
    this.first = new float[SampleSheet.IMAGES * open.real().pixels()];
  }

  /** What the newest checkpoint tells, or nothing yet. */
  static SampledSoFar of(Studio open, Checkpoints checkpoints) {
    SampledSoFar sampled = new SampledSoFar(open);
    int[] lengths = sampled.state().arrays().stream().mapToInt(array -> array.length).toArray();
    checkpoints.newest(lengths).ifPresent(sampled::restore);
    return sampled;
  }

  /** How many images there are. */
  int count() {
    return count;
  }

  /** Takes images in, finite ones, (images, pixels). */
  void add(float[] images) {
    int size = open.real().pixels();
    Gathered.copy(images, first, Math.min(first.length, count * size));
    pixels.add(open.compared().of(images));
    features.add(open.features().of(images, open.manager()));
    count += images.length / size;
  }

  TrainingState state() {
    List<float[]> arrays = new ArrayList<>(List.of(pixels.state()));
    arrays.addAll(List.of(features.state()));
    arrays.add(first.clone());
    return new TrainingState(count, 0, arrays);
  }

  private void restore(TrainingState state) {
    count = state.done();
    List<float[]> arrays = state.arrays();
    pixels.restore(count, arrays.get(0), arrays.get(1), arrays.get(2));
    features.restore(count, arrays.get(3), arrays.get(4), arrays.get(5));
    Gathered.copy(arrays.get(6), first, 0);
  }

  SampledImages whole() {
    int size = open.real().pixels();
    int shown = Math.min(count, SampleSheet.IMAGES);
    return new SampledImages(
        pixels.moments(),
        features.moments(),
        pixels.some(),
        features.some(),
        new Vectors(Arrays.copyOf(first, shown * size), size));
  }
}
