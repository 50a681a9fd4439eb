package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureFormatTest extends DataContract {
  private static final List<String> CLASSES = List.of("bird", "cat", "dog");

  @Override
  Images example() {
    ImageShape shape = new ImageShape(3, 6, 5, CLASSES.size());
    ImageSet train = byClass(Example.noise(shape, 9, 1));
    ImageSet test = byClass(Example.noise(shape, 3, 2));
    return new Images(train, Optional.of(test), CLASSES);
  }

  /** In the order of the file names. */
  private static ImageSet byClass(ImageSet set) {
    return set.subset(
        IntStream.range(0, set.size())
            .boxed()
            .sorted(Comparator.comparing(set::label))
            .mapToInt(i -> i)
            .toArray());
  }

  @Override
  Map<String, byte[]> files(Images images) {
    Map<String, byte[]> files = new LinkedHashMap<>(files("train/", images.train()));
    files.putAll(files("test/", images.test().orElseThrow()));
    return files;
  }

  private static Map<String, byte[]> files(String part, ImageSet set) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < set.size(); i++) {
      String name = "%s%s/%04d.png".formatted(part, CLASSES.get(set.label(i)), i);
      files.put(name, encoded(set, i, "png"));
    }
    return files;
  }

  private static byte[] encoded(ImageSet set, int image, String form) {
    ImageShape shape = set.shape();
    int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage out = new BufferedImage(shape.width(), shape.height(), type);
    int area = shape.height() * shape.width();
    for (int i = 0; i < shape.pixels(); i++) {
      int place = i % area;
      int value = set.pixel(image, i);
      out.getRaster().setSample(place % shape.width(), place / shape.width(), i / area, value);
    }
    return encoded(out, form);
  }

  private static byte[] encoded(BufferedImage image, String form) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, form, bytes)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void imagesWithoutPartsAreAllOfTheData() {
    ImageSet all = example().train();
    Written.folder(folder, files("", all));
    assertThat(load(folder)).isEqualTo(Images.undivided(all, CLASSES));
  }

  @Test
  void partsNeedNoClassesAndNameADamagedImageWhenItIsRead() {
    ImageSet all = example().train();
    for (int i = 0; i < all.size(); i++) {
      Written.file(folder, "%04d.png".formatted(i), encoded(all, i, "png"));
    }
    Written.file(folder, "0005.png", new byte[] {1, 2, 3});
    ImageParts parts = ImageSource.open(folder.toString()).parts();
    assertThat(parts.shape()).isEqualTo(new ImageShape(3, 6, 5, 1));
    assertThat(Example.pixels(parts.part(1, 3), 1)).isEqualTo(Example.pixels(all, 2));
    assertThatThrownBy(() -> parts.part(4, 6))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("0005.png is no image");
  }

  @Test
  void greyPngKeepsItsValues() {
    ImageSet grey = byClass(Example.noise(new ImageShape(1, 4, 4, 3), 6, 3));
    Written.folder(folder, files("", grey));
    assertThat(load(folder).train()).isEqualTo(grey);
  }

  @Test
  void jpegOfOneColourKeepsItWithinTheErrorOfTheForm() {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xc86432); // 200, 100, 50
    }
    Written.file(folder, "a/0.JPG", encoded(image, "jpeg"));
    Written.file(folder, "b/0.jpeg", encoded(image, "jpeg"));
    ImageSet read = load(folder).train();
    assertThat(read.shape()).isEqualTo(new ImageShape(3, 8, 8, 2));
    for (int place = 0; place < 64; place++) {
      assertThat(read.pixel(0, place)).isCloseTo(200, within(3));
      assertThat(read.pixel(0, 64 + place)).isCloseTo(100, within(3));
      assertThat(read.pixel(0, 128 + place)).isCloseTo(50, within(3));
    }
  }

  @Test
  void aPaletteOfGreysIsGreyAndTransparencyIsLeftOut() {
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffff);
    Picture grey = Picture.of(new StoredFile("x.png", "x.png", encoded(bits, "png")));
    assertThat(grey.shape(1)).isEqualTo(new ImageShape(1, 1, 2, 1));
    assertThat(values(grey, 2)).containsExactly(0, 255);

    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR);
    clear.setRGB(0, 0, 0x40010203);
    Picture colour = Picture.of(new StoredFile("x.png", "x.png", encoded(clear, "png")));
    assertThat(values(colour, 3)).containsExactly(1, 2, 3);
  }

  private static List<Integer> values(Picture picture, int count) {
    byte[] bytes = new byte[count];
    picture.copyTo(bytes, 0);
    List<Integer> values = new ArrayList<>();
    for (byte value : bytes) {
      values.add(value & 0xff);
    }
    return values;
  }

  @Test
  void theFirstImageOfAnotherSizeIsNamed() {
    Map<String, byte[]> files = files("", example().train());
    ImageSet larger = Example.noise(new ImageShape(3, 7, 5, 3), 1, 4);
    files.put("cat/9998.png", encoded(larger, 0, "png"));
    files.put("dog/9999.png", encoded(larger, 0, "png"));
    assertThat(refusal(files))
        .contains(folder.resolve("cat/9998.png") + " is of 3 x 7 x 5")
        .contains("the first image of the data is of 3 x 6 x 5");
  }

  @Test
  void aDamagedMemberIsNamedWithItsArchive() {
    Map<String, byte[]> files = files("", example().train());
    files.put("cat/9998.jpg", new byte[] {1, 2, 3});
    Path archive = folder.resolve("some.tgz");
    Written.file(folder, "some.tgz", Written.zip(Written.tar(files)));
    assertThatThrownBy(() -> load(archive))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(archive + ", member cat/9998.jpg is no image");
  }

  @Test
  void aJpegCutShortIsRefusedThoughTheLibraryWouldFillItUp() {
    ImageSet noise = Example.noise(new ImageShape(3, 64, 64, 1), 1, 5);
    byte[] jpeg = encoded(noise, 0, "jpeg");
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    assertThatThrownBy(() -> Picture.of(new StoredFile("x.jpg", "x.jpg", cut)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("x.jpg cannot be read");
  }

  @Test
  void anAbsurdHeaderIsRefusedBeforeMemoryIsTaken() {
    byte[] png = encoded(example().train(), 0, "png");
    ByteBuffer header = ByteBuffer.wrap(png).putInt(16, 1_000_000).putInt(20, 1_000_000);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    assertThatThrownBy(() -> Picture.of(new StoredFile("x.png", "x.png", png)))
        .hasMessageContaining("x.png says it is 1000000 x 1000000 pixels");
  }

  @Test
  void imagesOutsideAClassFolderAreRefused() {
    Map<String, byte[]> files = files("", example().train());
    files.put("stray.png", files.get("cat/0003.png"));
    assertThat(refusal(files)).contains("stray.png lies in no folder that names its class");
  }

  @Test
  void oneClassAloneIsRefused() {
    Map<String, byte[]> files = files("", example().train());
    files.keySet().removeIf(name -> !name.startsWith("cat"));
    assertThat(refusal(files)).contains("belongs to images of 1 classes");
  }

  @Test
  void aTestClassWithoutImagesToLearnFromIsRefused() {
    Map<String, byte[]> files = files(example());
    files.keySet().removeIf(name -> name.startsWith("train/dog"));
    assertThat(refusal(files)).contains("is of the class 'dog'", "add train/dog");
  }

  @Test
  void mixedLayoutsAreRefused() {
    Map<String, byte[]> files = files(example());
    files.putAll(files("", example().train()));
    assertThat(refusal(files)).contains("is laid out otherwise than");
  }
}
