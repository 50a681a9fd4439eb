package org.kendall.data;

/**
 * How images are divided into those to learn from, to choose by and to test on.
 *
 * @param validationFraction the share of the images that is for validation
 * @param testFraction the share that is for tests; not used where the source has a test part
 * @param seed decides which image goes where
 * @param maxImages use at most so many images of all, each class in proportion; 0 for all
 */
public record SplitSettings(
    double validationFraction, double testFraction, long seed, int maxImages) {
  public SplitSettings {
    requireFraction("validation", validationFraction);
    requireFraction("test", testFraction);
    if (validationFraction + testFraction >= 1) {
      throw new IllegalArgumentException(
          "The validation fraction (%s) and the test fraction (%s) must leave something to learn from."
              .formatted(validationFraction, testFraction));
    }
    if (maxImages < 0) {
      throw new IllegalArgumentException(
          "The number of images (%d) must not be negative.\nMaybe use 0 for all."
              .formatted(maxImages));
    }
  }

  private static void requireFraction(String name, double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "The %s fraction (%s) must be at least 0 and below 1.".formatted(name, fraction));
    }
  }
}
