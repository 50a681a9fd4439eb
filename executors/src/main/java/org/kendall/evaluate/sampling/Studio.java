package org.kendall.evaluate.sampling;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.ImageShape;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.NoiseSchedule;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.SharedPrefixes;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.zoo.ImageDecoder;

/**
 * All that an executor needs to sample and to compare, on one device; opened once per process, and
 * used by all of its slots.
 *
 * @param shown brings what was decoded to the size of real images
 * @param compared brings images to the size at which pixels are compared
 * @param shared what schedules with the same first steps share, if anything
 */
record Studio(
    NDManager manager,
    PromptedZoo zoo,
    ImageDecoder decoder,
    BlockMeans shown,
    BlockMeans compared,
    Features features,
    Reference reference,
    Optional<SharedPrefixes> shared) {
  private static final Map<Key, Studio> OPEN = new ConcurrentHashMap<>();

  private record Key(SampleImages settings, String prepared, Device device) {}

  /** Some noise of a bank: what starts from it, and follows its texts, may be shared. */
  private record Noise(NoiseBank bank, long first, int count) {}

  static Studio of(SampleImages settings, String prepared, Device device) {
    return OPEN.computeIfAbsent(
        new Key(settings, prepared, device), key -> open(settings, prepared, device));
  }

  private static Studio open(SampleImages settings, String prepared, Device device) {
    NativeThreads.settle();
    Reference reference = Reference.read(settings.features(), prepared);
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    PromptedZoo zoo = PromptedZoo.open(settings, prepared, manager);
    ImageShape real = settings.shape();
    return new Studio(
        manager,
        zoo,
        ImageDecoder.of(zoo.zoo(), settings.decoderChunk(), manager),
        settings.shown(zoo.zoo()),
        settings.compared(),
        Features.open(settings.features(), real, prepared, manager),
        reference,
        settings.sharedBytes() == 0
            ? Optional.empty()
            : Optional.of(new SharedPrefixes(settings.sharedBytes(), device)));
  }

  NoiseSchedule schedule() {
    return zoo.zoo().schedule();
  }

  /** The noise that all images of a seed start from. */
  NoiseBank noise(long seed) {
    return new NoiseBank(seed, zoo.zoo().size());
  }

  /** Real images as they are compared: (channels, height, width). */
  ImageShape real() {
    return shown.to();
  }

  /**
   * Some images, of the size of real ones, as they come of the models and the decoder.
   *
   * @param first the number of the first
   * @return (count, numbers of a real image), row by row
   */
  float[] images(NoiseBank noise, long first, int count, List<Step> steps) {
    try (NDManager inner = manager.newSubManager()) {
      Sampler sampler = zoo.sampler(first, count, inner);
      NDArray start = inner.create(noise.images(first, count), new Shape(count, noise.size()));
      NDArray sampled =
          shared
              .map(states -> states.of(new Noise(noise, first, count)))
              .map(states -> sampler.sample(start, steps, states).images())
              .orElseGet(() -> sampler.sample(start, steps));
      return shown.of(decoder.images(sampled).toFloatArray());
    }
  }
}
