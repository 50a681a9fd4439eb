package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.data.ImageSource;
import org.kendall.data.Table;
import org.kendall.jobs.Mutations.Mutation;
import org.kendall.nn.zoo.TextBank;
import org.kendall.nn.zoo.Zoo;

/** Spoilt tables, images and models are read, or refused with the file's name; no more happens. */
class HostileDataTest {
  private static final int COUNT = 400;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int BOMB_MEGABYTES = 3 << 10;

  @TempDir private Path directory;

  private Path folder;

  @BeforeEach
  void lookAround() throws IOException {
    folder = Files.createDirectories(directory.resolve("a/b"));
  }

  @Test
  void ofFourHundredSpoiltFilesEachIsReadOrRefusedByItsName() throws IOException {
    List<SampleData> samples = SampleData.all(folder);
    SplittableRandom random = new SplittableRandom(3);
    int read = 0;
    for (int i = 0; i < COUNT; i++) {
      SampleData sample = samples.get(i % samples.size());
      List<Mutation> ways = sample.isYaml() ? Mutations.OF_YAML : Mutations.OF_BYTES;
      Mutation mutation = ways.get(i / samples.size() % ways.size());
      Path spoilt = folder.resolve("spoilt-" + i); // else tables come from a cache
      sample.write(spoilt, mutation.of(sample.content(), random));
      String what = "%s, number %d: %s".formatted(sample.file().getFileName(), i, mutation);
      read += look(sample, spoilt, what) ? 1 : 0;
    }
    System.err.printf("Spoilt data: %d of %d were read%n", read, COUNT);
    assertThat(read).isBetween(COUNT / 20, COUNT / 2);
  }

  @Test
  void membersOfOtherFoldersAreLeftOutOrReadAndNothingIsWritten() throws IOException {
    Path above = archive("above.tar", SampleData.tar(below("../../evil/")));
    Path absolute = archive("absolute.tar", SampleData.tar(below("/evil/")));
    List<Path> before = everything();

    assertThatThrownBy(() -> ImageSource.open(above.toString()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("(no files) is of no known form");
    assertThat(ImageSource.open(absolute.toString()).load().train().size()).isEqualTo(6);

    assertThat(everything()).isEqualTo(before);
    assertThat(Path.of("/evil")).doesNotExist();
  }

  private static Map<String, byte[]> below(String folder) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    SampleData.pictures().forEach((name, bytes) -> members.put(folder + name, bytes));
    return members;
  }

  @Test
  void linksInAnArchiveAreNotFollowed() throws IOException {
    Path secret = Files.write(directory.resolve("x.png"), SampleData.pictures().get("cat/0.png"));
    for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
      TarArchiveEntry link = new TarArchiveEntry("cat/link.png", kind);
      link.setLinkName(secret.toString());
      Path archive = archive("link-%d.tar".formatted(kind), tar(link));

      assertThatThrownBy(() -> ImageSource.open(archive.toString()).load())
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("(no files) is of no known form");
    }
  }

  @Test
  void aMemberThatSaysItIsHugeIsRefused() throws IOException {
    byte[] tar = SampleData.tar(SampleData.pictures());
    System.arraycopy("77777777777\0".getBytes(), 0, tar, 124, 12); // the octal size of the first
    Path archive = archive("huge.tar", tar);

    assertRefused(archive);
  }

  @Test
  void aSparseMemberIsRefused() throws IOException {
    TarArchiveEntry sparse = new TarArchiveEntry("cat/1.png", TarConstants.LF_GNUTYPE_SPARSE);
    assertRefused(archive("sparse.tar", tar(sparse)));
  }

  @Test
  void aBombOfAFewMegabytesIsUnzippedOnlyAtItsBeginning() throws IOException {
    Path bomb = folder.resolve("train-images-idx3-ubyte.gz");
    long zipped = bomb(bomb, (byte) 0);
    assertThat(zipped).isBetween(2L << 20, 8L << 20);
    assertThatThrownBy(() -> ImageSource.open(folder.toString()).load())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(bomb + " cannot be read: it unzips to more than 100 times its size.");

    Path table = folder.resolve("t.csv.gz");
    Files.move(bomb, table);
    for (String columns : List.of("a", "\0")) {
      assertThatThrownBy(() -> Table.read(table.toString(), columns(columns)))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining(table.toString());
    }
  }

  @Test
  void aBombWithinAnArchiveIsUnzippedOnlyAtItsBeginning() throws IOException {
    Path bomb = folder.resolve("bomb.gz");
    bomb(bomb, (byte) 0);
    byte[] zipped = Files.readAllBytes(bomb);
    Files.delete(bomb);
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      members.put("cat/%d.png.gz".formatted(i), zipped);
    }
    Path archive = archive("bombs.tar.gz", SampleData.zip(SampleData.tar(members)));

    assertThatThrownBy(() -> ImageSource.open(archive.toString()).load())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(archive + " cannot be read: it unzips to more than 100 times");
  }

  @Test
  void shapesAndTextsBeyondAllMeasureAreRefusedBeforeAnythingIsAllocated() throws IOException {
    for (String network :
        List.of(
            "{\"kind\": \"residual-mlp\", \"size\": 4, \"width\": 2147483647, \"blocks\": 1}",
            "{\"kind\": \"residual-mlp\", \"size\": 4, \"width\": -8, \"blocks\": 1}",
            "{\"kind\": \"unet\", \"channels\": 3, \"side\": 2147483644, \"width\": 64}",
            "{\"kind\": \"torchscript\", \"image\": {\"channels\": 65536, \"height\": 65536, \"width\": 9},"
                + " \"type\": \"FLOAT32\"}",
            "{\"kind\": \"torchscript\", \"type\": \"FLOAT32\"}",
            "{\"kind\": \"javax.script.ScriptEngineManager\"}",
            "null")) {
      Files.writeString(
          folder.resolve("m.json"),
          ("{\"name\": \"m\", \"network\": %s, \"noise\": {\"kind\": \"LINEAR\", \"steps\": 9},"
                  + " \"prediction\": \"NOISE\", \"parameters\": 1, \"macs\": 1, \"sha256\": \"\","
                  + " \"milliseconds\": {}}")
              .formatted(network));

      assertThatThrownBy(() -> Zoo.read(folder.toString(), List.of("m")))
          .as(network)
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining(folder.resolve("m.json") + " does not describe a model of a zoo");
    }
    Files.writeString(
        folder.resolve("text.json"),
        "{\"prompts\": 1, \"text\": {\"tokens\": 65536, \"width\": 65536}}");
    assertThatThrownBy(() -> TextBank.read(folder.toString()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("text.json does not describe states of texts");
  }

  private static Table.Columns columns(String text) {
    return new Table.Columns(List.of(text), List.of());
  }

  private Path archive(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static void assertRefused(Path archive) {
    assertThatThrownBy(() -> ImageSource.open(archive.toString()).load())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(archive.toString());
  }

  private static byte[] tar(TarArchiveEntry empty) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      out.putArchiveEntry(empty);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /** Writes three gigabytes of one byte; the bytes that they become. */
  private static long bomb(Path file, byte value) throws IOException {
    byte[] part = new byte[1 << 20];
    Arrays.fill(part, value);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int i = 0; i < BOMB_MEGABYTES; i++) {
        out.write(part);
      }
    }
    return Files.size(file);
  }

  private boolean look(SampleData sample, Path spoilt, String what) throws IOException {
    List<Path> before = everything();
    boolean read = true;
    try {
      assertTimeoutPreemptively(LIMIT, () -> sample.load().accept(spoilt), what);
    } catch (BadDataException | BadInputException e) {
      read = false;
      assertThat(e.getMessage()).as(what).contains(spoilt.toString()).doesNotContain("Exception");
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    assertThat(everything()).as(what).isEqualTo(before);
    return read;
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted().toList();
    }
  }
}
