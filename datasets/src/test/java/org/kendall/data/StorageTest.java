package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetProperties() {
    Storage.configure(Map.of());
  }

  private static String read(String path) throws IOException {
    try (InputStream in = Storage.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void plainPathsAndFileUrisNameTheSameFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a b.txt"), "words");
    assertThat(read(file.toString())).isEqualTo("words");
    assertThat(read("file:" + file)).isEqualTo("words");
    assertThat(read("file://" + file)).isEqualTo("words");
  }

  @Test
  void zippedContentIsUnzippedWhateverItsName() throws IOException {
    Path file = folder.resolve("x.txt");
    Files.write(file, Written.zip("words".getBytes(StandardCharsets.UTF_8)));
    assertThat(read(file.toString())).isEqualTo("words");
  }

  @Test
  void nativeCodeIsHandedALocalFileItself() throws IOException {
    Path file = Files.writeString(folder.resolve("a b.txt"), "words");
    assertThat(Storage.<Path>withLocalFile(file.toString(), local -> local)).isEqualTo(file);
    assertThat(Storage.<Path>withLocalFile("file:" + file, local -> local)).isEqualTo(file);
    assertThatThrownBy(() -> Storage.withLocalFile(file + "x", local -> local))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("a b.txtx does not exist");
  }

  private static void assertCopiedForNativeCode(String root, FileSystem files) throws IOException {
    try (var out = files.create(new org.apache.hadoop.fs.Path("/words.txt"))) {
      out.write("words".getBytes(StandardCharsets.UTF_8));
    }
    Path copy =
        Storage.withLocalFile(
            root + "/words.txt",
            local -> {
              assertThat(local).hasContent("words");
              return local;
            });
    assertThat(copy).doesNotExist();
  }

  @Test
  void aStaleChecksumFileBesideALocalFileIsOfNoConcern() throws IOException {
    Path file = Files.writeString(folder.resolve("x.txt"), "words");
    Files.write(
        folder.resolve(".x.txt.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertThat(read(file.toString())).isEqualTo("words");
  }

  @Test
  void whatCouldNotBeWrittenLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("x.txt"), "old");
    assertThatThrownBy(
            () ->
                Storage.write(
                    file.toString(),
                    out -> {
                      out.write(1);
                      throw new IOException("no more room");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("The file %s could not be written: no more room".formatted(file));
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("x.txt");
  }

  @Test
  void ofTwoThatWriteAtOnceOneIsSeenWhole() throws IOException {
    Path file = folder.resolve("x.txt");
    Storage.write(
        file.toString(),
        out -> {
          out.write("outer".getBytes(StandardCharsets.UTF_8));
          Storage.write(file.toString(), "inner one".getBytes(StandardCharsets.UTF_8));
          assertThat(file).hasContent("inner one");
        });
    assertThat(file).hasContent("outer");
    assertThat(folder.toFile().list()).containsExactly("x.txt");
  }

  @Test
  void anUnknownSchemeIsNamed() {
    assertThatThrownBy(() -> Storage.open("nosuch://host/x"))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("The data path 'nosuch://host/x' cannot be opened")
        .hasMessageContaining("\nMaybe check its scheme and host.");
  }

  @Test
  void propertiesGivenOnceHoldForEveryPath() throws IOException {
    Files.writeString(folder.resolve("x.txt"), "words");
    Storage.configure(Map.of("fs.viewfs.mounttable.kendall.link./data", folder.toUri().toString()));
    assertThat(read("viewfs://kendall/data/x.txt")).isEqualTo("words");
  }

  @Test
  void imagesAndTablesAreReadFromHdfs() throws IOException {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build()) {
      IdxFormatTest form = new IdxFormatTest();
      Images images = form.example();
      FileSystem files = cluster.getFileSystem();
      for (Map.Entry<String, byte[]> file : Written.zipped(form.files(images)).entrySet()) {
        try (var out = files.create(new org.apache.hadoop.fs.Path("/idx/" + file.getKey()))) {
          out.write(file.getValue());
        }
      }
      String root = cluster.getURI().toString();
      assertCopiedForNativeCode(root, files);
      assertThat(ImageSource.open(root + "/idx").load()).isEqualTo(images);
      assertThatThrownBy(() -> ImageSource.open(root + "/nowhere"))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("The data file " + root + "/nowhere does not exist.");

      try (var out = files.create(new org.apache.hadoop.fs.Path("/table.csv.gz"))) {
        out.write(Written.zip("name,n\na,1\nb,2\n".getBytes(StandardCharsets.UTF_8)));
      }
      Table.Columns columns = new Table.Columns(List.of("name"), List.of("n"));
      assertThat(Table.read(root + "/table.csv.gz", columns).numbers("n")).containsExactly(1, 2);

      Storage.configure(Map.of("fs.defaultFS", root));
      assertThat(ImageSource.open("/idx").load()).isEqualTo(images);
    }
  }
}
