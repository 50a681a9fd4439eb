package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.kendall.data.ImageShape;
import org.kendall.data.ImageSource;
import org.kendall.evaluate.ClassifiesImages;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Extension;
import org.kendall.evaluate.Macs;
import org.kendall.evaluate.OneShot;
import org.kendall.evaluate.Parameters;
import org.kendall.evaluate.ProcessEvaluator;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TrainImages;
import org.kendall.evaluate.ZeroCost;
import org.kendall.evaluate.sampling.SampleImages;
import org.kendall.predict.ClosedForm;
import org.kendall.predict.Dele;
import org.kendall.predict.Encoder;
import org.kendall.predict.Gates;
import org.kendall.predict.GaussianProcess;
import org.kendall.predict.Gcn;
import org.kendall.predict.KernelRidge;
import org.kendall.predict.ListMle;
import org.kendall.predict.Loss;
import org.kendall.predict.Lstm;
import org.kendall.predict.Mlp;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.PairwiseBce;
import org.kendall.predict.PairwiseComparator;
import org.kendall.predict.PairwiseHinge;
import org.kendall.predict.Predictor;
import org.kendall.predict.Regression;
import org.kendall.predict.ScheduleLstm;
import org.kendall.predict.Stacked;
import org.kendall.predict.TaGates;
import org.kendall.space.ChoiceSpace;
import org.kendall.space.Darts;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Exhaustive;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.HypervolumeGain;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.InnerRandom;
import org.kendall.strategy.InnerSearch;
import org.kendall.strategy.Mutated;
import org.kendall.strategy.Nsga2;
import org.kendall.strategy.Picking;
import org.kendall.strategy.PlannedJumps;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;
import org.kendall.strategy.Recipe;
import org.kendall.strategy.RegularizedEvolution;
import org.kendall.strategy.SingleModel;
import org.kendall.strategy.SomeOf;
import org.kendall.strategy.Strategy;
import org.kendall.strategy.SuccessiveHalving;
import org.kendall.strategy.TournamentEvolution;
import org.kendall.strategy.TwoModels;
import org.kendall.strategy.UpperConfidence;

/**
 * The one list of names that a job file may use. What is added to Kendall gets its line here; what
 * stands in a jar of a user's own comes through {@link java.util.ServiceLoader}.
 */
public final class Catalog {
  private static final List<Named> OURS =
      List.of(
          space("nasbench201", Nasbench201.class),
          space("nasbench101", Nasbench101.class),
          space("darts", Darts.class),
          space("choices", ChoiceSpace.class),
          space("ddim-schedules", DdimSchedules.class),
          space("dpm-solver-schedules", DpmSolverSchedules.class),
          space("multistep-schedules", MultistepSchedules.class),
          evaluator("train-images", TrainImages.class),
          evaluator("zero-cost", ZeroCost.class),
          evaluator("one-shot", OneShot.class),
          evaluator("process", ProcessEvaluator.class),
          evaluator("sleep", Sleep.class),
          evaluator("table", TableLookup.class),
          evaluator("sample-images", SampleImages.class),
          predictor("closed-form", ClosedForm.class),
          predictor("dele", Dele.class),
          predictor("gaussian-process", GaussianProcess.class),
          predictor("kernel-ridge", KernelRidge.class),
          predictor("neural", NeuralRanker.class),
          predictor("stacked", Stacked.class),
          encoder("gates", Gates.class),
          encoder("gcn", Gcn.class),
          encoder("lstm", Lstm.class),
          encoder("mlp", Mlp.class),
          encoder("model-schedule", ScheduleLstm.class),
          encoder("ta-gates", TaGates.class),
          loss("hinge", PairwiseHinge.class),
          loss("bce", PairwiseBce.class),
          loss("comparator", PairwiseComparator.class),
          loss("regression", Regression.class),
          loss("list-mle", ListMle.class),
          strategy("random", Random.class),
          strategy("evolution", RegularizedEvolution.class),
          strategy("nsga2", Nsga2.class),
          strategy("successive-halving", SuccessiveHalving.class),
          strategy("predictor-guided", PredictorGuided.class),
          inner("exhaustive", Exhaustive.class),
          inner("evolve", InnerEvolution.class),
          inner("draw", InnerRandom.class),
          inner("tournament", TournamentEvolution.class),
          picking("greedy", Greedy.class),
          picking("hypervolume", HypervolumeGain.class),
          picking("upper-confidence", UpperConfidence.class),
          recipe("single-model", SingleModel.class),
          recipe("two-models", TwoModels.class),
          recipe("planned-jumps", PlannedJumps.class),
          recipe("some-of", SomeOf.class),
          recipe("mutated", Mutated.class));

  private static final List<Cost> COSTS =
      List.of(
          new Cost(
              "macs",
              "Multiply-accumulate operations of one forward pass for one image.",
              (evaluator, prepared) -> macs(evaluator)),
          new Cost(
              "parameters",
              "Trainable parameters of a network.",
              (evaluator, prepared) -> images(evaluator).map(Parameters::new)),
          new Cost(
              "milliseconds",
              "Milliseconds of sampling one image by a model schedule, from parts that are measured"
                  + " before the search.",
              Catalog::milliseconds));

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
    List<Named> named = new ArrayList<>(OURS);
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
    return new Catalog(named, COSTS);
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

  private static Optional<ImageShape> images(Evaluator<?> evaluator) {
    return evaluator instanceof ClassifiesImages images
        ? Optional.of(images.shape())
        : Optional.empty();
  }

  private static Optional<CostModel<?>> macs(Evaluator<?> evaluator) {
    return evaluator instanceof SampleImages sampling
        ? Optional.of(ScheduleCost.macs(sampling.macs(), sampling.rows()))
        : images(evaluator).map(Macs::new);
  }

  private static Optional<CostModel<?>> milliseconds(Evaluator<?> evaluator, String prepared) {
    return evaluator instanceof SampleImages sampling
        ? Optional.of(sampling.milliseconds(prepared))
        : Optional.empty();
  }

  private static <T extends Record & SearchSpace<?>> Named space(String name, Class<T> type) {
    return new Named(Kind.SPACE, name, type);
  }

  private static <T extends Record & Evaluator<?>> Named evaluator(String name, Class<T> type) {
    return new Named(Kind.EVALUATOR, name, type);
  }

  private static <T extends Record & Predictor> Named predictor(String name, Class<T> type) {
    return new Named(Kind.PREDICTOR, name, type);
  }

  private static <T extends Record & Encoder> Named encoder(String name, Class<T> type) {
    return new Named(Kind.ENCODER, name, type);
  }

  private static <T extends Record & Loss> Named loss(String name, Class<T> type) {
    return new Named(Kind.LOSS, name, type);
  }

  private static <T extends Record & Strategy> Named strategy(String name, Class<T> type) {
    return new Named(Kind.STRATEGY, name, type);
  }

  private static <T extends Record & InnerSearch> Named inner(String name, Class<T> type) {
    return new Named(Kind.INNER, name, type);
  }

  private static <T extends Record & Recipe> Named recipe(String name, Class<T> type) {
    return new Named(Kind.RECIPE, name, type);
  }

  private static <T extends Record & Picking> Named picking(String name, Class<T> type) {
    return new Named(Kind.PICKING, name, type);
  }
}
