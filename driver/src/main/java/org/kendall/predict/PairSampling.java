package org.kendall.predict;

import java.util.random.RandomGenerator;
import org.kendall.space.Setting;

/** Which pairs of a batch are learnt from (aw_nas, the pair sampling of GATES' training). */
@Setting("Which pairs of a batch are learnt from.")
public record PairSampling(
    @Setting(
            value = "Architectures whose objectives differ by no more than this are not compared.",
            byDefault = "0")
        double threshold,
    @Setting(value = "Pairs in a step, for each of its architectures, at most.", byDefault = "100")
        int perArchitecture) {
  public PairSampling {
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException(
          "The threshold (%s) must not be negative.".formatted(threshold));
    }
    Positive.require("per architecture", perArchitecture);
  }

  /**
   * All pairs of up to 201 architectures, a part of them in larger steps. The authors' code takes 4
   * for each architecture, since it encodes both of a pair anew; here each architecture is encoded
   * once for all its pairs.
   */
  public PairSampling() {
    this(0, 100);
  }

  /** All pairs that differ or, where there are too many, a random part of them. */
  Pairs of(double[] gains, RandomGenerator random) {
    int n = gains.length;
    int[] different = new int[n * (n - 1) / 2]; // better * n + worse
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(gains[i] - gains[j]) > threshold) {
          different[count++] = gains[i] > gains[j] ? i * n + j : j * n + i;
        }
      }
    }
    int[] better = new int[Math.min(count, perArchitecture * n)];
    int[] worse = new int[better.length];
    for (int k = 0; k < better.length; k++) {
      int drawn = count > better.length ? random.nextInt(k, count) : k;
      int pair = different[drawn];
      different[drawn] = different[k];
      better[k] = pair / n;
      worse[k] = pair % n;
    }
    return new Pairs(better, worse);
  }
}
