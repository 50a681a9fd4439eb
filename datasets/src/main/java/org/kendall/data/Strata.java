package org.kendall.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The random division of images into parts that each have their share of every class. */
final class Strata {
  private static final double ROUNDING = 1e-9; // 0.1 x 30 is a little more than 3

  private Strata() {}

  /** A part of the images, rounded down; the images themselves where the share is 1 or more. */
  static ImageSet sample(ImageSet images, double share, RandomGenerator random) {
    if (share >= 1) {
      return images;
    }
    double whole = Math.floor(share * images.size() + ROUNDING) / images.size();
    return images.subset(deal(images, new double[] {whole, 1 - whole}, random).get(0));
  }

  /**
   * Deals the images out: a part's count in each class is its share, rounded up or down.
   *
   * @param shares of the parts; they sum to 1
   * @return the places of each part's images, ascending
   */
  static List<int[]> deal(ImageSet images, double[] shares, RandomGenerator random) {
    int[] partOf = new int[images.size()]; // (images)
    double[] owed = new double[shares.length]; // what rounding has kept from each part so far
    for (int label = 0; label < images.shape().classes(); label++) {
      int[] members = shuffled(images, label, random);
      int next = 0;
      int[] counts = counts(members.length, shares, owed);
      for (int part = 0; part < counts.length; part++) {
        for (int i = 0; i < counts[part]; i++) {
          partOf[members[next++]] = part;
        }
      }
    }
    List<int[]> parts = new ArrayList<>();
    for (int part = 0; part < shares.length; part++) {
      int wanted = part;
      parts.add(IntStream.range(0, partOf.length).filter(i -> partOf[i] == wanted).toArray());
    }
    return parts;
  }

  /**
   * Sorted by random keys: this depends on the generator's bits only, not on how it draws bounds.
   */
  private static int[] shuffled(ImageSet images, int label, RandomGenerator random) {
    record Keyed(int image, long key) {}
    return IntStream.range(0, images.size())
        .filter(image -> images.label(image) == label)
        .mapToObj(image -> new Keyed(image, random.nextLong()))
        .sorted(Comparator.comparingLong(Keyed::key))
        .mapToInt(Keyed::image)
        .toArray();
  }

  /**
   * Rounds the shares of one class to whole images that sum to its size. Every part gets the whole
   * part of its share; the images that are left go, one each, to the parts that are owed most, so
   * that the totals stay near their shares when a class is small.
   */
  private static int[] counts(int size, double[] shares, double[] owed) {
    int[] counts = new int[shares.length];
    boolean[] divides = new boolean[shares.length]; // whether the share is no whole number
    for (int part = 0; part < shares.length; part++) {
      double exact = shares[part] * size;
      counts[part] = (int) Math.floor(exact + ROUNDING);
      divides[part] = exact - counts[part] > ROUNDING;
      owed[part] += exact - counts[part];
    }
    IntStream.range(0, shares.length)
        .filter(part -> divides[part])
        .boxed()
        .sorted(Comparator.comparingDouble(part -> -owed[part]))
        .limit(size - Arrays.stream(counts).sum())
        .toList()
        .forEach(
            part -> {
              counts[part]++;
              owed[part]--;
            });
    return counts;
  }
}
