package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding the form of data, and the published figures of real data sets. */
class ImageSourceTest {
  private static final Path SHARED =
      Path.of(System.getProperty("kendall.root"), "../shared/data/images").normalize();
  private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

  private static ImageSource open(Path path) {
    assumeTrue(Files.exists(path), "skipped: there is no " + path);
    return ImageSource.open(path.toString());
  }

  @Test
  void digitsAreThoseOfUci() {
    ImageSource source = ImageSource.open("digits");
    assertThat(source.check()).isEqualTo(new ImageShape(1, 8, 8, 10));
    Images digits = source.load();
    assertThat(digits.train().size()).isEqualTo(1797);
    assertThat(digits.train().countsByClass())
        .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    // The values sum to 561,718 sixteenths; scaled to bytes one by one and rounded, to 8,953,801.
    double mean = ChannelStatistics.of(digits.train()).means().get(0);
    assertThat(mean * 1797 * 64 * 255).isCloseTo(8_953_801, within(1e-3));
    assertThat(mean).isCloseTo(561_718 / (1797 * 64 * 16.0), within(1e-3));
  }

  @Test
  void theShippedDigitsEqualTheSharedOnes() {
    assertThat(open(SHARED.resolve("digits")).load()).isEqualTo(ImageSource.open("digits").load());
  }

  @Test
  void mnistHasThePublishedLabelCounts() {
    Images mnist = open(SHARED.resolve("mnist")).load();
    assertThat(mnist.test()).isEmpty();
    assertThat(mnist.train().shape()).isEqualTo(new ImageShape(1, 28, 28, 10));
    assertThat(mnist.train().countsByClass())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
  }

  @Test
  void fashionMnistHasThePublishedSizesAndMean() {
    Images fashion = open(FASHION).load();
    assertThat(fashion.train().countsByClass()).hasSize(10).containsOnly(6000);
    assertThat(fashion.test().orElseThrow().countsByClass()).hasSize(10).containsOnly(1000);
    ChannelStatistics statistics = ChannelStatistics.of(fashion.train());
    assertThat(statistics.means().get(0)).isCloseTo(0.2860, within(1e-4));
    assertThat(statistics.deviations().get(0)).isCloseTo(0.3530, within(1e-4));
  }

  @Test
  void cifar10HasThePublishedSizesAndMeans() {
    ImageSource source = open(SHARED.resolve("cifar10_jpeg"));
    assertThat(source.check()).isEqualTo(new ImageShape(3, 32, 32, 10));
    Images cifar = source.load();
    assertThat(cifar.classNames())
        .containsExactly(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck");
    assertThat(cifar.train().countsByClass()).hasSize(10).containsOnly(5000);
    assertThat(cifar.test().orElseThrow().countsByClass()).hasSize(10).containsOnly(1000);
    List<Double> means = ChannelStatistics.of(cifar.train()).means();
    assertThat(means.get(0)).isCloseTo(0.4913, within(0.001));
    assertThat(means.get(1)).isCloseTo(0.4821, within(0.001));
    assertThat(means.get(2)).isCloseTo(0.4465, within(0.001));
  }

  @Test
  void whatFitsNoFormIsNamedBesideTheFormsThatWould(@TempDir Path folder) {
    Written.file(folder, "notes.txt", new byte[] {1});
    assertThatThrownBy(() -> ImageSource.open(folder.toString()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("The data " + folder + " (notes.txt) is of no known form.\nMaybe ")
        .hasMessageContainingAll("IDX", "CIFAR", "JPEG", "digits");
  }

  @Test
  void anEmptyFolderIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> ImageSource.open(folder.toString()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("(no files) is of no known form");
  }

  @Test
  void severalFormsAtOnceAreRefused(@TempDir Path folder) {
    Written.file(folder, "a/x.png", new byte[] {1});
    Written.file(folder, "digits.csv", new byte[] {1});
    assertThatThrownBy(() -> ImageSource.open(folder.toString()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("(a/x.png, digits.csv) is of several forms at once");
  }
}
