package org.kendall.jobs;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.kendall.data.ImageSource;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.zoo.FloatFile;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.nn.zoo.ZooNoise;
import org.kendall.nn.zoo.ZooResidualMlp;

/**
 * A good file of data for tests that spoil it.
 *
 * @param file in a folder with all that belongs to it
 * @param load reads such a folder, as a job would
 */
record SampleData(Path file, byte[] content, Consumer<Path> load) {
  private static final String YAML =
      "space: {name: choices, choices: [{name: a, options: [x, y, z]}, {name: b, options: [u, v]}]}\n"
          + "key: [a, b]\nmetrics:\n  - {column: score, unit: '%'}\n  - {column: cost}\n";
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message m { required binary a (UTF8); required binary b (UTF8); required double score;"
              + " required int64 cost; }");

  boolean isYaml() {
    return file.toString().endsWith(".yaml");
  }

  /** The same folder elsewhere, with other content in its file. */
  void write(Path folder, byte[] spoilt) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> all = Files.list(file.getParent())) {
      for (Path one : all.toList()) {
        Files.copy(one, folder.resolve(one.getFileName()));
      }
    }
    Files.write(folder.resolve(file.getFileName()), spoilt);
  }

  private static SampleData of(Path file, byte[] content, Consumer<Path> load) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return new SampleData(file, content, load);
  }

  /** One of each kind, each in a folder of its own. */
  static List<SampleData> all(Path folder) throws IOException {
    List<SampleData> all = new ArrayList<>(tables(folder));
    Map<String, byte[]> pictures = pictures();
    all.add(images(folder.resolve("tar/pictures.tar"), tar(pictures)));
    all.add(images(folder.resolve("tgz/pictures.tar.gz"), zip(tar(pictures))));
    Map<String, byte[]> idx = idx();
    for (Map.Entry<String, byte[]> spoilt : idx.entrySet()) {
      Path own = Files.createDirectories(folder.resolve("idx-" + spoilt.getKey()));
      for (Map.Entry<String, byte[]> file : idx.entrySet()) {
        Files.write(own.resolve(file.getKey()), file.getValue());
      }
      all.add(images(own.resolve(spoilt.getKey()), spoilt.getValue()));
    }
    byte[] cifar = new byte[3073 * 20];
    for (int i = 0; i < 20; i++) {
      cifar[3073 * i] = (byte) (i % 10);
    }
    all.add(images(folder.resolve("cifar/data_batch_1.bin"), cifar));
    all.addAll(zoo(folder.resolve("zoo")));
    return all;
  }

  private static List<SampleData> tables(Path folder) throws IOException {
    byte[] csv = "a,b,score,cost\nx,u,1,2\ny,u,3.5,4\nz,\"v\",5e1,6\n".getBytes();
    List<SampleData> tables = new ArrayList<>();
    tables.add(table(folder.resolve("csv/t.csv"), csv));
    tables.add(table(folder.resolve("gz/t.csv.gz"), zip(csv)));
    for (CompressionCodecName codec :
        List.of(CompressionCodecName.SNAPPY, CompressionCodecName.GZIP)) {
      Path file = folder.resolve("parquet-" + codec).resolve("t.parquet");
      tables.add(table(file, parquet(file, codec)));
    }
    Path described = folder.resolve("yaml/t.yaml");
    Files.createDirectories(described.getParent());
    Files.write(described.resolveSibling("t.csv"), csv);
    tables.add(of(described, YAML.getBytes(), own -> load(own.resolve("t.csv"))));
    return tables;
  }

  private static SampleData table(Path file, byte[] content) throws IOException {
    SampleData table = of(file, content, own -> load(own.resolve(file.getFileName())));
    Files.writeString(file.resolveSibling("t.yaml"), YAML);
    return table;
  }

  private static void load(Path table) {
    Node.Scalar path = new Node.Scalar(new Origin("a job:1"), table.toString());
    BenchmarkTable.of(new Binder(Catalog.load()).table(path));
  }

  private static byte[] parquet(Path file, CompressionCodecName codec) throws IOException {
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(SCHEMA)
            .withCompressionCodec(codec)
            .build()) {
      SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
      for (String a : List.of("x", "y", "z")) {
        for (String b : List.of("u", "v")) {
          writer.write(
              rows.newGroup()
                  .append("a", a)
                  .append("b", b)
                  .append("score", 1.5)
                  .append("cost", 7L));
        }
      }
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    return Files.readAllBytes(file);
  }

  private static SampleData images(Path file, byte[] content) throws IOException {
    return of(file, content, own -> ImageSource.open(own.toString()).load());
  }

  static Map<String, byte[]> pictures() throws IOException {
    Random random = new Random(1);
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
      for (int place = 0; place < 20; place++) {
        image.setRGB(place % 5, place / 5, random.nextInt(1 << 24));
      }
      String form = i % 2 == 0 ? "png" : "jpg";
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, form, bytes);
      pictures.put("%s/%d.%s".formatted(i < 3 ? "cat" : "dog", i, form), bytes.toByteArray());
    }
    return pictures;
  }

  private static Map<String, byte[]> idx() {
    ByteBuffer images = ByteBuffer.allocate(16 + 4 * 9);
    images.putInt(0x803).putInt(4).putInt(3).putInt(3);
    ByteBuffer labels = ByteBuffer.allocate(8 + 4);
    labels.putInt(0x801).putInt(4).put(new byte[] {0, 1, 0, 1});
    return new TreeMap<>(
        Map.of(
            "train-images-idx3-ubyte", images.array(), "train-labels-idx1-ubyte", labels.array()));
  }

  /** A model's description, and its weights: each is spoilt beside the other. */
  private static List<SampleData> zoo(Path folder) throws IOException {
    ZooResidualMlp network = new ZooResidualMlp(4, 8, 1);
    byte[] weights = FloatFile.bytes(new float[network.network().parameters().size()]);
    ZooModel model =
        new ZooModel(
            "m",
            network,
            new ZooNoise(),
            Prediction.NOISE,
            weights.length / 4,
            100,
            Zoo.sha256(weights),
            Map.of("cpu", Map.of(1, 0.5)));
    Zoo.write(folder.toString(), model, weights);
    Consumer<Path> load = own -> loadZoo(own.toString());
    Path described = folder.resolve("m.json");
    return List.of(
        of(described, Files.readAllBytes(described), load),
        of(folder.resolve("m.bin"), weights, load));
  }

  private static void loadZoo(String zoo) {
    Zoo read = Zoo.read(zoo, List.of("m"));
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      read.load(manager);
    }
    read.requireWhole();
  }

  static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setModTime(0);
        entry.setSize(file.getValue().length);
        out.putArchiveEntry(entry);
        out.write(file.getValue());
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
