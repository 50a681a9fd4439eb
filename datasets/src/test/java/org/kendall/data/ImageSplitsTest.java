package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSplitsTest {
  private static final int CLASSES = 7;

  /** Images of two values that spell their number, so that each can be told from all others. */
  private static ImageSet numbered(int size) {
    byte[] pixels = new byte[2 * size];
    byte[] labels = new byte[size];
    for (int i = 0; i < size; i++) {
      pixels[2 * i] = (byte) (i >> 8);
      pixels[2 * i + 1] = (byte) i;
      // Classes of very different sizes: half of the images are 0, a quarter 1, ...
      labels[i] = (byte) Math.min(Integer.numberOfTrailingZeros(i + 1), CLASSES - 1);
    }
    return new ImageSet(new ImageShape(1, 1, 2, CLASSES), pixels, labels);
  }

  private static Images undivided(int size) {
    return Images.undivided(numbered(size), Example.numbers(CLASSES));
  }

  private static int[] numbers(ImageSet set) {
    return IntStream.range(0, set.size())
        .map(i -> set.pixel(i, 0) << 8 | set.pixel(i, 1))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.2", "0.5, 0.4", "0.15, 0", "0, 0.3", "0.333, 0.333"})
  void everyPartHasItsShareOfEveryClassWithinOneImage(double validation, double test) {
    ImageSet all = numbered(1000);
    ImageSplits splits = ImageSplits.of(undivided(1000), new SplitSettings(validation, test, 1, 0));
    for (int label = 0; label < CLASSES; label++) {
      int size = all.countsByClass()[label];
      assertThat((double) splits.train().countsByClass()[label])
          .isCloseTo((1 - validation - test) * size, within(1.0));
      assertThat((double) splits.validation().countsByClass()[label])
          .isCloseTo(validation * size, within(1.0));
      assertThat((double) splits.test().countsByClass()[label]).isCloseTo(test * size, within(1.0));
    }
  }

  @Test
  void partsShareNoImageAndCoverAll() {
    ImageSplits splits = ImageSplits.of(undivided(1000), new SplitSettings(0.3, 0.2, 5, 0));
    int[] together =
        List.of(splits.train(), splits.validation(), splits.test()).stream()
            .flatMapToInt(part -> IntStream.of(numbers(part)))
            .sorted()
            .toArray();
    assertThat(together).containsExactly(IntStream.range(0, 1000).toArray());
    assertThat(numbers(splits.train())).isSorted();
  }

  @Test
  void totalsStayNearTheirSharesWhenClassesAreSmall() {
    ImageShape shape = new ImageShape(1, 1, 1, 100);
    Images three = Images.undivided(Example.noise(shape, 300, 1), Example.numbers(100));
    ImageSplits splits = ImageSplits.of(three, new SplitSettings(0.1, 0.1, 1, 0));
    assertThat(splits.validation().size()).isBetween(28, 32);
    assertThat(splits.test().size()).isBetween(28, 32);
  }

  @Test
  void theSeedAloneDecides() {
    SplitSettings settings = new SplitSettings(0.2, 0.2, 1, 0);
    ImageSplits splits = ImageSplits.of(undivided(1000), settings);
    assertThat(ImageSplits.of(undivided(1000), settings)).isEqualTo(splits);
    ImageSplits other = ImageSplits.of(undivided(1000), new SplitSettings(0.2, 0.2, 2, 0));
    assertThat(numbers(other.train())).isNotEqualTo(numbers(splits.train()));
    // From a second implementation, in Python, of the generator and of the deal.
    assertThat(numbers(splits.validation())).startsWith(10, 22, 25, 27, 39, 42, 47, 50, 51, 57);
  }

  @Test
  void aTestPartOfTheSourceStaysTheTestPart() {
    Images divided =
        new Images(numbered(1000), Optional.of(numbered(200)), Example.numbers(CLASSES));
    ImageSplits splits = ImageSplits.of(divided, new SplitSettings(0.1, 0.5, 1, 0));
    assertThat(splits.test()).isEqualTo(numbered(200));
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(1000);
    assertThat((double) splits.validation().size()).isCloseTo(100, within(2.0));
  }

  @Test
  void aLimitOfImagesIsKeptOverAllPartsAndInEveryClass() {
    Images divided =
        new Images(numbered(1000), Optional.of(numbered(200)), Example.numbers(CLASSES));
    ImageSplits splits = ImageSplits.of(divided, new SplitSettings(0.2, 0, 1, 301));
    assertThat(splits.test().size()).isEqualTo(50); // 200 of 1,200 of 301, rounded down
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(250);
    int[] all = numbered(1000).countsByClass();
    for (int label = 0; label < CLASSES; label++) {
      int kept = splits.train().countsByClass()[label] + splits.validation().countsByClass()[label];
      assertThat((double) kept).isCloseTo(all[label] / 4.0, within(1.0));
    }
  }

  @Test
  void aLimitAboveTheNumberOfImagesChangesNothing() {
    assertThat(ImageSplits.of(undivided(100), new SplitSettings(0.2, 0.2, 1, 100)))
        .isEqualTo(ImageSplits.of(undivided(100), new SplitSettings(0.2, 0.2, 1, 0)));
  }

  @Test
  void aPartThatWouldBeEmptyIsRefused() {
    assertThatThrownBy(() -> ImageSplits.of(undivided(3), new SplitSettings(0.01, 0, 1, 0)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "The validation part (a share of 0.01 of the images in 7 classes) would hold no image.\n"
                + "Maybe set a larger fraction or use more images.");
    Images divided = new Images(numbered(90), Optional.of(numbered(9)), Example.numbers(CLASSES));
    assertThatThrownBy(() -> ImageSplits.of(divided, new SplitSettings(0.2, 0, 1, 10)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("The test part ");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new SplitSettings(-0.1, 0, 1, 0))
        .hasMessage("The validation fraction (-0.1) must be at least 0 and below 1.");
    assertThatThrownBy(() -> new SplitSettings(0, Double.NaN, 1, 0))
        .hasMessage("The test fraction (NaN) must be at least 0 and below 1.");
    assertThatThrownBy(() -> new SplitSettings(0.5, 0.5, 1, 0)).hasMessageContaining("must leave");
    assertThatThrownBy(() -> new SplitSettings(0, 0, 1, -1)).hasMessageContaining("(-1)");
  }

  @Test
  void threadsThatAskAtOnceShareOneLoad() throws Exception {
    SplitSettings settings = new SplitSettings(0.2, 0.2, 77, 0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<ImageSplits>> asked =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> ImageSplits.load(ImageSource.DIGITS, settings)))
              .toList();
      ImageSplits first = asked.get(0).get();
      for (Future<ImageSplits> other : asked) {
        assertThat(other.get()).isSameAs(first);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aFailedLoadIsTriedAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("some.csv");
    SplitSettings settings = new SplitSettings(0.2, 0.2, 1, 0);
    assertThatThrownBy(() -> ImageSplits.load(file.toString(), settings))
        .isInstanceOf(BadDataException.class);
    DigitsFormatTest form = new DigitsFormatTest();
    Files.write(file, form.files(form.example()).get("digits.csv"));
    assertThat(ImageSplits.load(file.toString(), settings).train().size()).isPositive();
  }
}
