package org.kendall.nn.diffusion;

/** Philox 4x32-10: four random words for each key and counter (Salmon et al., SC 2011, table 2). */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long FIRST_FACTOR = 0xD2511F53L;
  private static final long SECOND_FACTOR = 0xCD9E8D57L;
  private static final int FIRST_WEYL = 0x9E3779B9;
  private static final int SECOND_WEYL = 0xBB67AE85;

  private Philox() {}

  /**
   * Four random words.
   *
   * @param key its low half first, as all
   * @param high the two words of the counter that count for most
   * @param low the two others
   */
  static int[] words(long key, long high, long low) {
    int[] words = {(int) low, (int) (low >>> 32), (int) high, (int) (high >>> 32)};
    int firstKey = (int) key;
    int secondKey = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long first = FIRST_FACTOR * (words[0] & 0xffffffffL);
      long second = SECOND_FACTOR * (words[2] & 0xffffffffL);
      words =
          new int[] {
            (int) (second >>> 32) ^ words[1] ^ firstKey,
            (int) second,
            (int) (first >>> 32) ^ words[3] ^ secondKey,
            (int) first
          };
      firstKey += FIRST_WEYL;
      secondKey += SECOND_WEYL;
    }
    return words;
  }
}
