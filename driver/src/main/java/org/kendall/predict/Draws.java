package org.kendall.predict;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What predictors draw at random. */
final class Draws {
  private Draws() {}

  /** Brings numbers into a random order, each as likely as any other. */
  static void shuffle(int[] numbers, RandomGenerator random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      swap(numbers, i, random.nextInt(i + 1));
    }
  }

  /** Different numbers out of 0 .. size - 1, in random order. Shape (count) */
  static int[] some(int count, int size, RandomGenerator random) {
    int[] numbers = IntStream.range(0, size).toArray();
    for (int i = 0; i < count; i++) {
      swap(numbers, i, i + random.nextInt(size - i));
    }
    return Arrays.copyOf(numbers, count);
  }

  private static void swap(int[] numbers, int one, int other) {
    int swapped = numbers[one];
    numbers[one] = numbers[other];
    numbers[other] = swapped;
  }
}
