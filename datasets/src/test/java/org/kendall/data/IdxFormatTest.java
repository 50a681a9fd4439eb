package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdxFormatTest extends DataContract {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  @Override
  Images example() {
    return Example.divided(new ImageShape(1, 5, 4, 3), 12, 6);
  }

  @Override
  Map<String, byte[]> files(Images images) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(TRAIN_IMAGES, images(images.train()));
    files.put(TRAIN_LABELS, labels(images.train()));
    files.put("t10k-images-idx3-ubyte", images(images.test().orElseThrow()));
    files.put(TEST_LABELS, labels(images.test().orElseThrow()));
    return files;
  }

  private static byte[] images(ImageSet set) {
    ImageShape shape = set.shape();
    ByteBuffer out = ByteBuffer.allocate(16 + set.size() * shape.pixels());
    out.putInt(0x803).putInt(set.size()).putInt(shape.height()).putInt(shape.width());
    for (int i = 0; i < set.size(); i++) {
      out.put(Example.pixels(set, i));
    }
    return out.array();
  }

  private static byte[] labels(ImageSet set) {
    ByteBuffer out = ByteBuffer.allocate(8 + set.size()).putInt(0x801).putInt(set.size());
    for (int i = 0; i < set.size(); i++) {
      out.put((byte) set.label(i));
    }
    return out.array();
  }

  @Test
  void oneLonePairIsAllOfTheData() {
    Map<String, byte[]> files = files(example());
    files.keySet().removeIf(name -> name.startsWith("train"));
    Written.folder(folder, files);
    Images alone = Images.undivided(example().test().orElseThrow(), example().classNames());
    assertThat(load(folder)).isEqualTo(alone);
    assertThat(load(folder).test()).isEqualTo(Optional.empty());
  }

  @Test
  void imagesWithoutLabelsAreRefused() {
    Map<String, byte[]> files = files(example());
    files.remove(TRAIN_LABELS);
    assertThat(refusal(files)).contains(TRAIN_IMAGES + " has no labels beside it");
  }

  @Test
  void aWrongMagicNumberIsRefused() {
    Map<String, byte[]> files = files(example());
    files.put(TRAIN_IMAGES, files.get(TRAIN_LABELS));
    assertThat(refusal(files)).contains("begins with '00000801'", "should begin with '00000803'");
  }

  @Test
  void anAbsurdHeaderIsRefusedBeforeMemoryIsTaken() {
    Map<String, byte[]> files = files(example());
    byte[] damaged = files.get(TRAIN_IMAGES);
    ByteBuffer.wrap(damaged).putInt(4, Integer.MAX_VALUE);
    assertThat(refusal(files)).contains(TRAIN_IMAGES + " has 240 bytes behind its header");
    ByteBuffer.wrap(damaged).putInt(8, Integer.MAX_VALUE);
    assertThat(refusal(files)).contains("images are of 2147483647 x 4");
  }

  @Test
  void aLabelFarFromTheOthersIsRefused() {
    Map<String, byte[]> files = files(example());
    files.get(TRAIN_LABELS)[8 + 2] = (byte) 200;
    assertThat(refusal(files))
        .contains(TRAIN_LABELS + " has the label 200, but no image of class 3");
  }

  @Test
  void aTestLabelThatNoImageToLearnFromHasIsRefused() {
    Map<String, byte[]> files = files(example());
    files.get(TEST_LABELS)[8 + 2] = 3;
    assertThat(refusal(files)).contains(TEST_LABELS + " has the label 3 at image 2", "0 .. 2");
  }

  @Test
  void moreImagesThanLabelsAreRefused() {
    Map<String, byte[]> files = files(example());
    files.put(TRAIN_LABELS, files.get(TEST_LABELS));
    assertThat(refusal(files)).contains("holds 12 images, but", "has 6 labels");
  }
}
