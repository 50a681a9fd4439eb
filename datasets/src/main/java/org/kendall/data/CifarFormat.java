package org.kendall.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The binary form of CIFAR-10 and CIFAR-100: records of a label, for CIFAR-100 of a coarse and a
 * fine label, and 3 x 32 x 32 values. The fine labels are the classes.
 */
final class CifarFormat implements ImageFormat {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Which of the two data sets, told apart by the names of their files. */
  private enum Kind {
    TEN(1, 10, "data_batch_\\d+\\.bin", "test_batch\\.bin", "batches\\.meta\\.txt"),
    HUNDRED(2, 100, "train\\.bin", "test\\.bin", "fine_label_names\\.txt");

    private final int labelBytes;
    private final ImageShape shape;
    private final String train;
    private final String test;
    private final String classNames;

    Kind(int labelBytes, int classes, String train, String test, String classNames) {
      this.labelBytes = labelBytes;
      this.shape = new ImageShape(3, SIDE, SIDE, classes);
      this.train = train;
      this.test = test;
      this.classNames = classNames;
    }

    int recordBytes() {
      return labelBytes + PIXELS;
    }

    Predicate<StoredFile> isOwn() {
      return file -> file.baseName().matches(train + "|" + test);
    }
  }

  @Override
  public String layout() {
    return "CIFAR binary: data_batch_1.bin ..., test_batch.bin (CIFAR-10); train.bin, test.bin (CIFAR-100)";
  }

  @Override
  public boolean wants(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return Arrays.stream(Kind.values())
        .anyMatch(kind -> base.matches(String.join("|", kind.train, kind.test, kind.classNames)));
  }

  @Override
  public Images read(List<StoredFile> files) {
    List<Kind> kinds =
        Arrays.stream(Kind.values()).filter(k -> files.stream().anyMatch(k.isOwn())).toList();
    if (kinds.size() != 1) {
      throw files
          .get(0)
          .damaged(
              "lies beside the images of %d data sets".formatted(kinds.size()),
              "name a folder or archive that holds " + layout());
    }
    Kind kind = kinds.get(0);
    List<StoredFile> train = named(files, kind.train);
    List<StoredFile> test = named(files, kind.test);
    ImageSet images = images(kind, train.isEmpty() ? test : train);
    Optional<ImageSet> own =
        train.isEmpty() || test.isEmpty() ? Optional.empty() : Optional.of(images(kind, test));
    return new Images(images, own, classNames(kind, named(files, kind.classNames)));
  }

  private static List<StoredFile> named(List<StoredFile> files, String pattern) {
    return files.stream().filter(file -> file.baseName().matches(pattern)).toList();
  }

  private static ImageSet images(Kind kind, List<StoredFile> files) {
    int count = files.stream().mapToInt(file -> records(kind, file)).sum();
    if ((long) count * PIXELS > LONGEST_ARRAY) {
      throw files.get(0).damaged("is one of %,d images".formatted(count), "use fewer files");
    }
    byte[] pixels = new byte[count * PIXELS]; // (images, 3, 32, 32)
    byte[] labels = new byte[count];
    int image = 0;
    for (StoredFile file : files) {
      byte[] content = file.content();
      for (int at = 0; at < content.length; at += kind.recordBytes()) {
        int label = content[at + kind.labelBytes - 1] & 0xff;
        if (label >= kind.shape.classes()) {
          throw file.damaged(
              "has the label %d in record %d".formatted(label, at / kind.recordBytes()),
              "it is damaged: labels are 0 .. %d".formatted(kind.shape.classes() - 1));
        }
        System.arraycopy(content, at + kind.labelBytes, pixels, image * PIXELS, PIXELS);
        labels[image++] = (byte) label;
      }
    }
    return new ImageSet(kind.shape, pixels, labels);
  }

  private static int records(Kind kind, StoredFile file) {
    int length = file.content().length;
    if (length == 0 || length % kind.recordBytes() != 0) {
      throw file.damaged(
          "has %,d bytes, not a multiple of %,d".formatted(length, kind.recordBytes()),
          "it is damaged or was cut short: a record is %d for labels and %,d for 3 x 32 x 32 values"
              .formatted(kind.labelBytes, PIXELS));
    }
    return length / kind.recordBytes();
  }

  private static List<String> classNames(Kind kind, List<StoredFile> files) {
    int classes = kind.shape.classes();
    if (files.isEmpty()) {
      return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
    StoredFile file = files.get(0);
    List<String> names =
        new String(file.content(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    if (names.size() != classes) {
      throw file.damaged(
          "names %d classes".formatted(names.size()),
          "it is damaged: there should be %d, one a line".formatted(classes));
    }
    return names;
  }
}
