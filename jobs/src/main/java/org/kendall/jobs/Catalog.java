package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.kendall.data.ImageSource;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Extension;
import org.kendall.predict.Encoder;
import org.kendall.predict.Loss;
import org.kendall.predict.Predictor;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.InnerSearch;
import org.kendall.strategy.Picking;
import org.kendall.strategy.Recipe;
import org.kendall.strategy.Strategy;

/**
 * All names that a job file may use: those in {@link OurNames} and {@link OurCosts}, and those that
 * a jar of the user's own brings through {@link java.util.ServiceLoader}.
 */
public final class Catalog {
  private static final List<DataSet> DATA =
      List.of(
          new DataSet(
              ImageSource.DIGITS,
              "1,797 handwritten digits of 8 x 8 grey pixels (UCI, scikit-learn); comes with"
                  + " Kendall."));

  /** What a name can stand for. */
  public enum Kind {
    SPACE("a search space", "search spaces", SearchSpace.class),
    EVALUATOR("an evaluator", "evaluators", Evaluator.class),
    PREDICTOR("a predictor", "predictors", Predictor.class),
    ENCODER("an encoder", "encoders", Encoder.class),
    LOSS("a loss", "losses", Loss.class),
    STRATEGY("a strategy", "strategies", Strategy.class),
    INNER("an inner search", "inner searches", InnerSearch.class),
    PICKING("a way of picking", "ways of picking", Picking.class),
    RECIPE("a recipe", "recipes", Recipe.class);

    private final String text;
    private final String plural;
    private final Class<?> type;

    Kind(String text, String plural, Class<?> type) {
      this.text = text;
      this.plural = plural;
      this.type = type;
    }

    static Optional<Kind> of(Class<?> type) {
      return Arrays.stream(values()).filter(kind -> kind.type == type).findFirst();
    }

    /** Such as {@code search space}. */
    String label() {
      return text.substring(text.indexOf(' ') + 1);
    }

    /** Such as {@code a search space}. */
    public String text() {
      return text;
    }

    /** Such as {@code search spaces}. */
    public String plural() {
      return plural;
    }
  }

  /** A name and the record of settings that it stands for. */
  public record Named(Kind kind, String name, Class<? extends Record> type) {
    public Named {
      if (!name.matches("[a-z][a-z0-9-]*")) {
        throw new IllegalArgumentException(
            "The name (%s) of %s must be in lower case, with hyphens between words."
                .formatted(name, kind.text()));
      }
      if (!kind.type.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "%s, named %s, must be %s.".formatted(type.getName(), name, kind.text()));
      }
    }

    /** One sentence on what it is. */
    public String help() {
      return SettingsOf.help(type);
    }
  }

  /**
   * A figure that can be told before a candidate is evaluated.
   *
   * @param maker makes it for an evaluator and where things were prepared, which is empty before;
   *     empty where the evaluator has no use for it
   */
  public record Cost(
      String name, String help, BiFunction<Evaluator<?>, String, Optional<CostModel<?>>> maker) {}

  /** Data that comes with Kendall. */
  public record DataSet(String name, String help) {}

  private final List<Named> named;
  private final List<Cost> costs;

  Catalog(List<Named> named, List<Cost> costs) {
    this.named = List.copyOf(named);
    this.costs = List.copyOf(costs);
    for (Named one : named) {
      if (named.stream().filter(other -> isSame(one, other)).count() > 1) {
        throw new BadInputException(
            "The name %s of %s is taken twice.\n".formatted(one.name(), one.kind().text())
                + "Maybe a jar named with --jars brings a name that Kendall has already.");
      }
    }
  }

  private static boolean isSame(Named one, Named other) {
    return one.kind() == other.kind() && one.name().equals(other.name());
  }

  /**
   * Our own names, and those of jars of the user's.
   *
   * @throws BadInputException if a jar brings something that cannot be used
   */
  public static Catalog load() {
    List<Named> named = new ArrayList<>(OurNames.ALL);
    try {
      for (Extension extension : ServiceLoader.load(Extension.class)) {
        extension.spaces().forEach((name, type) -> named.add(theirs(Kind.SPACE, name, type)));
        extension
            .evaluators()
            .forEach((name, type) -> named.add(theirs(Kind.EVALUATOR, name, type)));
      }
    } catch (ServiceConfigurationError e) {
      throw new BadInputException(
          "An extension named with --jars cannot be loaded: %s.".formatted(e.getMessage()), e);
    }
    return new Catalog(named, OurCosts.ALL);
  }

  private static Named theirs(Kind kind, String name, Class<?> type) {
    if (!type.isRecord()) {
      throw new BadInputException(
          "The class %s, named %s, must be a record of its settings."
              .formatted(type.getName(), name));
    }
    try {
      return new Named(kind, name, type.asSubclass(Record.class));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** Everything of one kind, ours first. */
  public List<Named> all(Kind kind) {
    return named.stream().filter(one -> one.kind() == kind).toList();
  }

  /** The names of one kind. */
  public List<String> names(Kind kind) {
    return all(kind).stream().map(Named::name).toList();
  }

  /** The record of settings that a name stands for. */
  public Optional<Class<? extends Record>> find(Kind kind, String name) {
    return all(kind).stream()
        .filter(one -> one.name().equals(name))
        .<Class<? extends Record>>map(Named::type)
        .findFirst();
  }

  /** The name of a record of settings; empty if it has none. */
  public Optional<String> nameOf(Class<?> type) {
    return named.stream().filter(one -> one.type() == type).map(Named::name).findFirst();
  }

  /** All costs there are. */
  public List<Cost> costs() {
    return costs;
  }

  /** All data sets that come with Kendall. */
  public List<DataSet> data() {
    return DATA;
  }
}
