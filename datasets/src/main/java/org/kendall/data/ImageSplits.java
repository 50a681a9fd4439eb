package org.kendall.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Images divided into three parts that share no image.
 *
 * <p>The division is stratified: every part has its share of every class, to within one image. It
 * depends on the images, their order and the settings alone; images keep their order.
 *
 * @param train to learn from
 * @param validation to choose candidates by
 * @param test to report the chosen ones' accuracy on
 * @param classNames the name of each label, in the order of the labels
 */
public record ImageSplits(
    ImageSet train, ImageSet validation, ImageSet test, List<String> classNames) {
  private static final Map<Key, SharedValue<ImageSplits>> LOADED = new ConcurrentHashMap<>();
  private static final String RANDOM = "L64X128MixRandom";

  /** What is loaded once in a JVM. */
  private record Key(String source, SplitSettings settings) {}

  public ImageSplits {
    classNames = List.copyOf(classNames);
  }

  /**
   * The images of a source, divided: read once in a JVM, by the first thread that asks, and kept
   * while memory allows.
   *
   * @param source a name or path, as in {@link ImageSource#open}
   * @throws BadDataException if the data is missing, damaged or too small to be divided so
   */
  public static ImageSplits load(String source, SplitSettings settings) {
    return LOADED
        .computeIfAbsent(new Key(source, settings), key -> new SharedValue<>())
        .orLoad(() -> of(ImageSource.open(source).load(), settings));
  }

  /**
   * Divides images. A test part of the source's own stays the test part; validation is then cut
   * from the rest.
   *
   * @throws BadDataException if a part that should have images would have none
   */
  public static ImageSplits of(Images images, SplitSettings settings) {
    RandomGenerator random = RandomGeneratorFactory.of(RANDOM).create(settings.seed());
    int total = images.train().size() + images.test().map(ImageSet::size).orElse(0);
    double kept = settings.maxImages() == 0 ? 1 : (double) settings.maxImages() / total;
    ImageSet undivided = Strata.sample(images.train(), kept, random);
    Optional<ImageSet> own = images.test().map(test -> Strata.sample(test, kept, random));

    double validation = settings.validationFraction();
    double test = own.isPresent() ? 0 : settings.testFraction();
    double[] shares = {1 - validation - test, validation, test};
    List<ImageSet> parts =
        Strata.deal(undivided, shares, random).stream().map(undivided::subset).toList();
    requireImages("training", parts.get(0), shares[0]);
    requireImages("validation", parts.get(1), shares[1]);
    requireImages("test", own.orElse(parts.get(2)), own.isPresent() ? 1 : shares[2]);
    return new ImageSplits(
        parts.get(0), parts.get(1), own.orElse(parts.get(2)), images.classNames());
  }

  private static void requireImages(String part, ImageSet images, double share) {
    if (share > 0 && images.size() == 0) {
      throw new BadDataException(
          "The %s part (a share of %s of the images in %d classes) would hold no image.\nMaybe set a larger fraction or use more images."
              .formatted(part, share, images.shape().classes()));
    }
  }
}
