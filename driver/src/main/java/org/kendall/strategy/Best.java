package org.kendall.strategy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.kendall.predict.Scored;

/** The best few of many, without sorting all. */
final class Best {
  private Best() {}

  /** The best by gain, best first; of equals, the one listed first. */
  static List<Scored> of(List<Scored> scored, int count) {
    int[] places = places(scored.stream().mapToDouble(Scored::gain).toArray(), count);
    return Arrays.stream(places).mapToObj(scored::get).toList();
  }

  /** Places of the largest values, largest first; of equals, the first. Shape (at most count). */
  static int[] places(double[] values, int count) {
    Comparator<Integer> better =
        Comparator.<Integer>comparingDouble(place -> -values[place])
            .thenComparing(Function.identity());
    PriorityQueue<Integer> best = new PriorityQueue<>(better.reversed());
    for (int place = 0; place < values.length; place++) {
      if (best.size() < count) {
        best.add(place);
      } else if (count > 0 && values[place] > values[best.element()]) {
        best.remove();
        best.add(place);
      }
    }
    return best.stream().sorted(better).mapToInt(Integer::intValue).toArray();
  }
}
