package org.kendall.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageSplits;
import org.kendall.data.SplitSettings;
import org.kendall.nn.Pixels;
import org.kendall.nn.proxy.ImageBatch;

/** The images that zero-cost proxies look at. */
public final class ImageBatches {
  /** Kept for validation and test, as by training, so that no proxy looks at their images. */
  private static final double HELD_BACK = 0.2;

  private ImageBatches() {}

  /**
   * Batches of different training images of a source, drawn at random.
   *
   * @throws org.kendall.data.BadDataException if the data is missing or damaged
   * @throws TrialFailedException if there are not so many
   */
  public static List<ImageBatch> of(String data, int batchSize, int batches) {
    return of(data, batchSize, batches, new SplitSettings(HELD_BACK, HELD_BACK, 0, 0));
  }

  static List<ImageBatch> of(String data, int batchSize, int batches, SplitSettings splits) {
    ImageSet images = ImageSplits.load(data, splits).train();
    long needed = (long) batches * batchSize;
    if (needed > images.size()) {
      throw new TrialFailedException(
          FailureKind.THREW,
          "The batches (%d of %d images) are more than the %,d training images."
              .formatted(batches, batchSize, images.size()));
    }
    int[] places =
        new SplittableRandom(splits.seed())
            .ints(0, images.size())
            .distinct()
            .limit(needed)
            .toArray();
    Pixels pixels = Pixels.standardizing(images);
    List<ImageBatch> drawn = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      int[] own = Arrays.copyOfRange(places, batch * batchSize, (batch + 1) * batchSize);
      drawn.add(new ImageBatch(images.subset(own), pixels));
    }
    return List.copyOf(drawn);
  }

  static SplitSettings splits(long seed, int maxImages) {
    return new SplitSettings(HELD_BACK, HELD_BACK, seed, maxImages);
  }
}
