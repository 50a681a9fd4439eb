package org.kendall.data;

import java.util.List;
import java.util.Optional;

/**
 * All labelled images of a source.
 *
 * @param train the images to learn from, or all of them where there is no part for tests
 * @param test the part that the source sets aside for tests, if it does
 * @param classNames the name of each label, in the order of the labels
 */
public record Images(ImageSet train, Optional<ImageSet> test, List<String> classNames) {
  public Images {
    classNames = List.copyOf(classNames);
    ImageShape shape = train.shape();
    if (classNames.size() != shape.classes()) {
      throw new IllegalArgumentException(
          "The %d class names do not fit images of %d classes."
              .formatted(classNames.size(), shape.classes()));
    }
    if (test.isPresent() && !test.get().shape().equals(shape)) {
      throw new IllegalArgumentException(
          "The test images (%s) must have the shape of the others (%s)."
              .formatted(test.get().shape(), shape));
    }
  }

  /** All images of a source that has no part of its own for tests. */
  public static Images undivided(ImageSet all, List<String> classNames) {
    return new Images(all, Optional.empty(), classNames);
  }
}
