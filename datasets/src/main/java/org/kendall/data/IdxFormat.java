package org.kendall.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** IDX pairs of images and labels, as MNIST, Fashion-MNIST and EMNIST come in. */
final class IdxFormat implements ImageFormat {
  private static final String NAME = "(.*[-/])?%s-%s[-.]idx[13]-ubyte";
  private static final Pattern ANY = name("(train|t10k|test)", "(images|labels)");
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;
  private static final int LONGEST_SIDE = 4096;

  private record Pair(StoredFile images, StoredFile labels) {}

  private static Pattern name(String part, String kind) {
    return Pattern.compile(NAME.formatted(part, kind));
  }

  @Override
  public String layout() {
    return "IDX: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-..., t10k-labels-...";
  }

  @Override
  public boolean wants(String name) {
    return ANY.matcher(name).matches();
  }

  @Override
  public Images read(List<StoredFile> files) {
    Optional<Pair> train = pair(files, "train");
    Optional<Pair> test = pair(files, "(t10k|test)");
    Pair first = train.or(() -> test).orElseThrow();
    int classes = classes(first.labels());
    ImageSet images = images(first, classes);
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    if (train.isEmpty() || test.isEmpty()) {
      return Images.undivided(images, names);
    }
    ImageSet own = images(test.get(), classes);
    if (!own.shape().equals(images.shape())) {
      String found = "holds images of %s, those to learn from are of %s";
      throw test.get()
          .images()
          .damaged(
              found.formatted(own.shape().size(), images.shape().size()),
              "the two belong to different data sets");
    }
    return new Images(images, Optional.of(own), names);
  }

  private static Optional<Pair> pair(List<StoredFile> files, String part) {
    Optional<StoredFile> images = only(files, name(part, "images"));
    Optional<StoredFile> labels = only(files, name(part, "labels"));
    if (images.isPresent() != labels.isPresent()) {
      StoredFile alone = images.or(() -> labels).orElseThrow();
      String missing = images.isPresent() ? "labels" : "images";
      throw alone.damaged(
          "has no %s beside it".formatted(missing),
          "name the folder that holds images and labels, or add the %s".formatted(missing));
    }
    return images.map(found -> new Pair(found, labels.orElseThrow()));
  }

  private static Optional<StoredFile> only(List<StoredFile> files, Pattern name) {
    List<StoredFile> found = files.stream().filter(f -> name.matcher(f.name()).matches()).toList();
    if (found.size() > 1) {
      throw found
          .get(1)
          .damaged(
              "is one of several of its kind, as is " + found.get(0).place(),
              "name a folder that holds one data set");
    }
    return found.stream().findFirst();
  }

  /** One class more than the largest label; no label between the smallest and it may be unused. */
  private static int classes(StoredFile file) {
    byte[] labels = labels(file);
    BitSet used = new BitSet();
    for (byte label : labels) {
      used.set(label & 0xff);
    }
    int gap = used.nextClearBit(used.nextSetBit(0));
    int after = used.nextSetBit(gap);
    if (after >= 0) {
      throw file.damaged(
          "has the label %d, but no image of class %d".formatted(after, gap),
          "a label is damaged: those of N classes are 0 .. N-1, and each has images");
    }
    return used.length();
  }

  private static ImageSet images(Pair pair, int classes) {
    byte[] labels = labels(pair.labels());
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw pair.labels()
            .damaged(
                "has the label %d at image %d".formatted(labels[i] & 0xff, i),
                "a label is damaged: those to learn from are 0 .. %d".formatted(classes - 1));
      }
    }
    ByteBuffer header = header(pair.images(), IMAGES_MAGIC, IMAGES_HEADER);
    int count = header.getInt();
    int height = header.getInt();
    int width = header.getInt();
    if (height < 1 || height > LONGEST_SIDE || width < 1 || width > LONGEST_SIDE) {
      throw pair.images()
          .damaged(
              "says in its header that images are of %d x %d".formatted(height, width),
              "it is damaged: sides are 1 .. %d".formatted(LONGEST_SIDE));
    }
    requireLength(pair.images(), IMAGES_HEADER, (long) count * height * width);
    if (count != labels.length) {
      throw pair.images()
          .damaged(
              "holds %d images, but %s has %d labels"
                  .formatted(count, pair.labels().place(), labels.length),
              "the two belong to different data sets");
    }
    ImageShape shape = new ImageShape(1, height, width, classes);
    return new ImageSet(shape, body(pair.images(), IMAGES_HEADER), labels);
  }

  private static byte[] labels(StoredFile file) {
    int count = header(file, LABELS_MAGIC, LABELS_HEADER).getInt();
    requireLength(file, LABELS_HEADER, count);
    return body(file, LABELS_HEADER);
  }

  /** The header behind its magic number. */
  private static ByteBuffer header(StoredFile file, int magic, int length) {
    byte[] content = file.content();
    ByteBuffer header = ByteBuffer.wrap(content);
    if (content.length < length || header.getInt() != magic) {
      String start = HexFormat.of().formatHex(content, 0, Math.min(Integer.BYTES, content.length));
      throw file.damaged(
          "has %,d bytes and begins with '%s'".formatted(content.length, start),
          "it is damaged or no such file: it should begin with '%08x'".formatted(magic));
    }
    return header;
  }

  private static void requireLength(StoredFile file, int header, long body) {
    long found = file.content().length - (long) header;
    if (body < 1 || found != body) {
      throw file.damaged(
          "has %,d bytes behind its header, which says %,d".formatted(found, body),
          "it is damaged or was cut short: fetch it again");
    }
  }

  private static byte[] body(StoredFile file, int header) {
    return Arrays.copyOfRange(file.content(), header, file.content().length);
  }
}
