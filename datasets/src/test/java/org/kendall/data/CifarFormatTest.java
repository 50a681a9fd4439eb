package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CifarFormatTest extends DataContract {
  private static final String FIRST = "data_batch_1.bin";

  @Override
  Images example() {
    return Example.divided(new ImageShape(3, 32, 32, 10), 20, 10);
  }

  @Override
  Map<String, byte[]> files(Images images) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] train = records(images.train());
    files.put(FIRST, Arrays.copyOfRange(train, 0, 12 * 3073));
    files.put("data_batch_2.bin", Arrays.copyOfRange(train, 12 * 3073, train.length));
    files.put("test_batch.bin", records(images.test().orElseThrow()));
    return files;
  }

  /** A record is its labels, the class last, and the values. */
  private static byte[] records(ImageSet set, byte... coarse) {
    ByteBuffer out = ByteBuffer.allocate(set.size() * (coarse.length + 3073));
    for (int i = 0; i < set.size(); i++) {
      out.put(coarse).put((byte) set.label(i)).put(Example.pixels(set, i));
    }
    return out.array();
  }

  @Test
  void theFineLabelsOfCifar100AreItsClasses() {
    Images images = Example.divided(new ImageShape(3, 32, 32, 100), 100, 7);
    byte coarse = 19;
    Written.file(folder, "cifar-100-binary/train.bin", records(images.train(), coarse));
    Written.file(folder, "cifar-100-binary/test.bin", records(images.test().orElseThrow(), coarse));
    assertThat(load(folder)).isEqualTo(images);
  }

  @Test
  void classesAreNamedByTheFileBesideTheImages() {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Map<String, byte[]> files = files(example());
    byte[] lines = (String.join("\n", names) + "\n\n").getBytes(StandardCharsets.UTF_8);
    files.put("batches.meta.txt", lines);
    Written.folder(folder, files);
    assertThat(load(folder).classNames()).isEqualTo(names);
  }

  @Test
  void aLoneTestBatchIsAllOfTheData() {
    Images images = example();
    Written.file(folder, "test_batch.bin", files(images).get("test_batch.bin"));
    assertThat(load(folder).train()).isEqualTo(images.test().orElseThrow());
    assertThat(load(folder).test()).isEqualTo(Optional.empty());
  }

  @Test
  void aLabelOutOfRangeIsRefused() {
    Map<String, byte[]> files = files(example());
    files.get(FIRST)[2 * 3073] = 10;
    assertThat(refusal(files)).contains(FIRST + " has the label 10 in record 2", "0 .. 9");
  }

  @Test
  void bothDataSetsInOneFolderAreRefused() {
    Map<String, byte[]> files = files(example());
    files.put("train.bin", new byte[3074]);
    assertThat(refusal(files)).contains("beside the images of 2 data sets");
  }
}
