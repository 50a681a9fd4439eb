package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every form that images are stored in; the test of a form extends it. */
abstract class DataContract {
  @TempDir protected Path folder;

  private Images images;
  private Map<String, byte[]> files;

  /** A few images that the form can hold. */
  abstract Images example();

  /** The images in this form: names below the root, and contents. */
  abstract Map<String, byte[]> files(Images images);

  @BeforeEach
  void writeTheExample() {
    images = example();
    files = files(images);
  }

  @Test
  final void comesBackEqualFromPlainFiles() {
    Written.folder(folder, files);
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  final void comesBackEqualFromGzipFiles() {
    Written.folder(folder, Written.zipped(files));
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  final void comesBackEqualFromGzipFilesThatAreNotCalledSo() {
    Map<String, byte[]> disguised = new LinkedHashMap<>();
    files.forEach((name, content) -> disguised.put(name, Written.zip(content)));
    Written.folder(folder, disguised);
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  final void comesBackEqualFromATarArchiveInAnyOrder() throws IOException {
    Path archive = folder.resolve("archive-without-suffix");
    Map<String, byte[]> backwards = new LinkedHashMap<>();
    files.keySet().stream()
        .sorted(Collections.reverseOrder())
        .forEach(name -> backwards.put("./root/" + name, files.get(name)));
    Files.write(archive, Written.zip(Written.tar(backwards)));
    assertThat(load(archive)).isEqualTo(images);
    Files.write(archive, Written.tar(backwards));
    assertThat(load(archive)).isEqualTo(images);
  }

  @Test
  final void comesBackEqualFromSeveralArchivesInAFolder() throws IOException {
    int number = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] tar = Written.tar(Map.of(file.getKey(), file.getValue()));
      Files.write(folder.resolve("part" + number++ + ".tar.gz"), Written.zip(tar));
    }
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  final void aPlainTwinOfAGzipFileIsReadOnce() {
    Written.folder(folder, files);
    Written.folder(folder, Written.zipped(files));
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  final void checkTellsTheShape() {
    Written.folder(folder, files);
    assertThat(ImageSource.open(folder.toString()).check()).isEqualTo(images.train().shape());
  }

  @Test
  final void partsAreThoseOfTheWhole() {
    Written.folder(folder, files);
    ImageParts parts = ImageSource.open(folder.toString()).parts();
    ImageSet whole = load(folder).train();
    assertThat(parts.shape()).isEqualTo(whole.shape());
    assertThat(parts.count()).isEqualTo(whole.size());
    for (int from = 0; from < whole.size(); from += 2) {
      ImageSet part = parts.part(from, Math.min(from + 2, whole.size()));
      for (int i = 0; i < part.size(); i++) {
        assertThat(Example.pixels(part, i)).isEqualTo(Example.pixels(whole, from + i));
      }
    }
  }

  @Test
  final void aFileCutShortIsNamed() {
    files.forEach(
        (name, content) -> {
          Written.folder(folder, files);
          Written.file(folder, name, Arrays.copyOf(content, content.length / 2 - 1));
          assertThatThrownBy(() -> load(folder))
              .isInstanceOf(BadDataException.class)
              .hasMessageContaining(folder.resolve(name).toString())
              .hasMessageContaining("\nMaybe ");
        });
  }

  @Test
  final void aGzipFileCutShortIsNamedByTheCheck() {
    Written.zipped(files)
        .forEach(
            (name, content) -> {
              Written.folder(folder, Written.zipped(files));
              Written.file(folder, name, Arrays.copyOf(content, content.length - 7));
              assertThatThrownBy(() -> ImageSource.open(folder.toString()).check())
                  .isInstanceOf(BadDataException.class)
                  .hasMessageContaining(folder.resolve(name).toString())
                  .hasMessageContaining("\nMaybe ");
            });
  }

  @Test
  final void anArchiveCutShortAnywhereIsNamedByTheCheck() throws IOException {
    Path archive = folder.resolve("images.tar.gz");
    byte[] tar = Written.tar(files);
    byte[] zipped = Written.zip(tar);
    for (byte[] cut :
        new byte[][] {
          Arrays.copyOf(zipped, zipped.length - 1), // within the checksum
          Arrays.copyOf(zipped, zipped.length / 2),
          Arrays.copyOf(zipped, 20),
          Arrays.copyOf(tar, tar.length / 2 / 512 * 512),
          Written.zip(Arrays.copyOf(tar, Written.lastHeader(tar))), // between two members
        }) {
      Files.write(archive, cut);
      assertThatThrownBy(() -> ImageSource.open(archive.toString()).check())
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining(archive.toString())
          .hasMessageContaining("\nMaybe ");
    }
  }

  @Test
  final void aMissingPathIsNamed() {
    String missing = folder.resolve("nowhere").toString();
    assertThatThrownBy(() -> ImageSource.open(missing))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("The data file " + missing + " does not exist.\nMaybe ");
  }

  final Images load(Path path) {
    return ImageSource.open(path.toString()).load();
  }

  /** Writes files and tells the message with which they are refused. */
  final String refusal(Map<String, byte[]> refused) {
    Written.folder(folder, refused);
    try {
      load(folder);
    } catch (BadDataException e) {
      return e.getMessage();
    }
    throw new AssertionError("not refused");
  }
}
