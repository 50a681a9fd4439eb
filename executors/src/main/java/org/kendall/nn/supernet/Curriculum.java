package org.kendall.nn.supernet;

import java.io.Serializable;
import java.util.List;
import org.kendall.space.Setting;

/**
 * When edges get less to share: at which parts of a training a further GLOW block opens, and at
 * which the learning rate starts anew (Zhou et al., "CLOSE", ECCV 2022, section 4.3).
 *
 * @param opens shares of the epochs, ascending, the first 0
 * @param restarts shares of the epochs, ascending
 */
@Setting("When blocks open, and when the learning rate starts anew.")
public record Curriculum(
    @Setting(
            value = "Shares of the epochs after which there is one block more.",
            byDefault = "[0, 0.2, 0.4, 0.6, 0.8]")
        List<Double> opens,
    @Setting(
            value = "Shares of the epochs after which the learning rate starts anew.",
            byDefault = "[0.4]")
        List<Double> restarts)
    implements Serializable {
  /** One block, and one course of the learning rate. */
  public static final Curriculum NONE = new Curriculum(List.of(0.0), List.of());

  public Curriculum {
    opens = List.copyOf(opens);
    restarts = List.copyOf(restarts);
    if (opens.isEmpty() || opens.get(0) != 0) {
      throw new IllegalArgumentException("The opens (%s) must begin with 0.".formatted(opens));
    }
    requireRising("opens", opens);
    requireRising("restarts", restarts);
  }

  private static void requireRising(String name, List<Double> shares) {
    double before = -1;
    for (double share : shares) {
      if (!(share > before && share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "The %s (%s) must rise from 0 to less than 1.".formatted(name, shares));
      }
      before = share;
    }
  }

  /** How many blocks are open in an epoch, from 0. */
  public int open(int epoch, int epochs) {
    return (int) opens.stream().filter(share -> epoch >= Math.round(share * epochs)).count();
  }

  /** Whether the learning rate starts anew with an epoch, from 0. */
  boolean restarts(int epoch, int epochs) {
    return restarts.stream().anyMatch(share -> epoch == Math.round(share * epochs));
  }

  /**
   * The learning rate's share of its first value, which falls along half a cosine between starts.
   *
   * @param done epochs, with fractions
   */
  double rate(double done, int epochs) {
    double from = 0;
    double to = epochs;
    for (double share : restarts) {
      double at = Math.round(share * epochs);
      if (at <= done) {
        from = at;
      } else {
        to = Math.min(to, at);
      }
    }
    return (1 + Math.cos(Math.PI * (done - from) / (to - from))) / 2;
  }
}
