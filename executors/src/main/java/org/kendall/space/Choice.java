package org.kendall.space;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * One decision with a finite list of options.
 *
 * @param name unique within its space
 * @param options at least one, all different
 * @param order whether neighbouring options are alike
 */
@Setting("One decision with a list of options.")
public record Choice(
    @Setting("What is decided.") String name,
    @Setting("What it may be: names, or numbers.") List<String> options,
    @Setting(value = "Whether neighbouring options are alike.", byDefault = "categorical")
        Order order)
    implements Serializable {
  /** Whether an option's place in the list means something. */
  public enum Order {
    /** The options are names only. */
    CATEGORICAL,
    /** Options that stand next to each other are alike, as with 16, 32, 64. */
    ORDERED
  }

  /** The largest number of options: a candidate stores each in one byte. */
  public static final int MAX_OPTIONS = 127;

  public Choice {
    options = List.copyOf(options);
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of a choice must not be blank.");
    }
    if (options.isEmpty() || options.size() > MAX_OPTIONS) {
      throw new IllegalArgumentException(
          "The choice %s has %d options; it must have 1 to %d."
              .formatted(name, options.size(), MAX_OPTIONS));
    }
    if (new HashSet<>(options).size() < options.size()) {
      throw new IllegalArgumentException(
          "The choice %s names an option twice: %s.".formatted(name, options));
    }
  }

  public static Choice categorical(String name, List<String> options) {
    return new Choice(name, options, Order.CATEGORICAL);
  }

  public static Choice ordered(String name, List<String> options) {
    return new Choice(name, options, Order.ORDERED);
  }

  /** How many options there are. */
  public int size() {
    return options.size();
  }
}
