package org.kendall.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.kendall.space.Setting;

/**
 * Several limits on one cost that a search serves at once: it is to find the best candidate within
 * each of them, and what is measured for one counts for all.
 *
 * @param values ascending; empty where a search has no budgets
 */
@Setting("Several limits on one cost: the best candidate within each is searched at once.")
public record Budgets(
    @Setting(value = "The cost that they limit.", byDefault = "macs") String cost,
    @Setting(value = "The limits, ascending.", byDefault = "[]") List<Double> values)
    implements Serializable {
  /** No budgets. */
  public static final Budgets NONE = new Budgets("macs", List.of());

  public Budgets {
    values = List.copyOf(values);
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) > (i == 0 ? 0 : values.get(i - 1)))) {
        throw new IllegalArgumentException(
            "The values (%s) must be positive and ascend.".formatted(values));
      }
    }
  }

  /** The last of them, which nothing may exceed. */
  double largest() {
    return values.get(values.size() - 1);
  }

  /** Such as {@code macs up to 2.5e6}. */
  public String label(int place) {
    return String.format(Locale.ROOT, "%s up to %.3g", cost, values.get(place));
  }
}
