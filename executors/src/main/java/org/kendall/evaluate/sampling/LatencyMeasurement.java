package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.SolverCost;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Solver;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.space.ModelSchedule.Followed;

/**
 * Measures {@link Latency} by whole samplings of a few steps, which take turns: solvers with
 * networks that answer at once, each model in all steps, and pairs of models in turn. What the
 * parts take are differences of these within a round.
 */
public final class LatencyMeasurement {
  private static final int STEPS = 8;
  private static final double LAST = 1e-3;

  private final Sampler sampler;
  private final Sampler silent; // its network takes no time
  private final Sampler guided; // the same, with what guidance adds
  private final int rows;
  private final NDArray noise;
  private final SamplingTurns turns;
  private final List<SamplingTurns.Way> ways = new ArrayList<>();
  private Map<SamplingTurns.Way, double[]> took = Map.of();

  /**
   * @param sampler of one batch, with guidance if there are two rows for an image
   * @param noise (images, size)
   */
  LatencyMeasurement(Sampler sampler, int rows, NDArray noise, SamplingTurns turns) {
    this.sampler = sampler;
    this.rows = rows;
    this.noise = noise;
    this.turns = turns;
    NDArray said = rows == 1 ? noise : noise.concat(noise);
    this.silent = new Sampler(sampler.schedule(), List.of(saying(noise)));
    this.guided =
        rows == 1
            ? silent
            : new Sampler(sampler.schedule(), List.of(Denoiser.guided(saying(said), 1)));
  }

  /** Says always the same, which is not copied. */
  private static Denoiser saying(NDArray noise) {
    return (state, time) -> {
      NDArray said = noise.stopGradient();
      said.attach(state.getManager());
      return said;
    };
  }

  /**
   * Of the zoo that is there or was prepared, at the batches of full trials. Where its models bring
   * their milliseconds of this device and as many rows, they are not asked, and changes of models
   * count nothing.
   */
  static Latency of(SampleImages settings, TrialContext context) {
    try (NDManager manager = NDManager.newBaseManager(context.device(), "PyTorch")) {
      PromptedZoo zoo = PromptedZoo.open(settings, context.prepared(), manager);
      int images = Math.min(settings.batchSize(), settings.images());
      int size = zoo.zoo().size();
      float[] numbers = new NoiseBank(settings.noiseSeed(), size).images(0, images);
      NDArray noise = manager.create(numbers, new Shape(images, size));
      String device = context.device().getDeviceType();
      return new LatencyMeasurement(
              zoo.sampler(0, images, manager), settings.rows(), noise, SamplingTurns.CUSTOMARY)
          .measure(
              settings.modelNames(),
              brought(zoo.zoo(), device, settings.rows() * images),
              context.deadline()::check);
    }
  }

  /**
   * Milliseconds of schedules of models that follow no texts, for each image.
   *
   * @param noise of a batch. Shape (images, size)
   */
  public static ScheduleCost cost(Sampler sampler, NDArray noise, SamplingTurns turns) {
    List<String> names =
        IntStream.range(0, sampler.zoo().size()).mapToObj(Integer::toString).toList();
    return new LatencyMeasurement(sampler, 1, noise, turns)
        .measure(names, Optional.empty(), () -> {})
        .cost();
  }

  /** What models bring; empty where one of them does not. */
  private static Optional<List<Timing>> brought(Zoo zoo, String device, int rows) {
    List<Timing> timings = new ArrayList<>();
    for (ZooModel model : zoo.models()) {
      Double known = model.milliseconds().getOrDefault(device, Map.of()).get(rows);
      if (known == null) {
        return Optional.empty();
      }
      timings.add(Timing.known(known));
    }
    return Optional.of(timings);
  }

  /**
   * Lets all take their turns.
   *
   * @param names of the models
   * @param brought what one evaluation of each takes, where that is known
   * @param check called between turns
   */
  Latency measure(List<String> names, Optional<List<Timing>> brought, Runnable check) {
    for (int order = 1; order <= SolverCost.ORDERS; order++) {
      ways.add(multi(silent, order, 0));
      ways.add(single(order));
    }
    ways.add(multi(guided, 1, 0));
    int models = brought.isPresent() ? 0 : names.size();
    for (int model = 0; model < models; model++) {
      for (int other = 0; other <= model; other++) {
        ways.add(multi(sampler, 1, model, other));
      }
    }
    took = turns.of(ways, noise, check);
    List<Timing> evaluations = brought.orElseGet(() -> evaluations(models));
    Map<String, Timing> byName = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> byName.put(names.get(i), evaluations.get(i)));
    return new Latency(
        noise.getDevice().getDeviceType(),
        (int) noise.getShape().get(0),
        rows,
        byName,
        Timing.of(share(minus(took(multi(guided, 1, 0)), took(multi(silent, 1, 0))), STEPS)),
        multiSteps(),
        singleSteps(),
        change(models));
  }

  /** Steps of a multistep solver that ask models in turn; the first few are of lower orders. */
  private static SamplingTurns.Way multi(Sampler asked, int order, int... models) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      Followed followed = i % 2 == 0 ? Followed.NOISE : Followed.DATA;
      Solver solver = new Solver.MultiStep(order, followed);
      steps.add(Step.of(time(asked, i), time(asked, i + 1), solver, models[i % models.length]));
    }
    return new SamplingTurns.Way(asked, steps);
  }

  private SamplingTurns.Way single(int order) {
    Solver solver = new Solver.SingleStep(order);
    return new SamplingTurns.Way(
        silent,
        IntStream.range(0, STEPS)
            .mapToObj(i -> Step.of(time(silent, i), time(silent, i + 1), solver, 0))
            .toList());
  }

  private static double time(Sampler sampler, int step) {
    double noisiest = sampler.schedule().noisiest();
    return noisiest + (LAST - noisiest) * step / STEPS;
  }

  private double[] took(SamplingTurns.Way way) {
    return took.get(way);
  }

  /** The first steps of a way of an order are of those below, one each. */
  private List<Timing> multiSteps() {
    List<Timing> timings = new ArrayList<>();
    double[] below = new double[took(multi(silent, 1, 0)).length];
    for (int order = 1; order <= SolverCost.ORDERS; order++) {
      double[] one = share(minus(took(multi(silent, order, 0)), below), STEPS - order + 1);
      below = plus(below, one);
      timings.add(Timing.of(one));
    }
    return timings;
  }

  private List<Timing> singleSteps() {
    return IntStream.rangeClosed(1, SolverCost.ORDERS)
        .mapToObj(order -> Timing.of(share(took(single(order)), STEPS)))
        .toList();
  }

  private List<Timing> evaluations(int models) {
    double[] without = took(multi(guided, 1, 0));
    return IntStream.range(0, models)
        .mapToObj(model -> minus(took(multi(sampler, 1, model, model)), without))
        .map(difference -> Timing.of(share(difference, STEPS)))
        .toList();
  }

  /** Half of the evaluations of a pair ask either. */
  private Timing change(int models) {
    List<Timing> pairs = new ArrayList<>();
    for (int model = 0; model < models; model++) {
      double[] alone = took(multi(sampler, 1, model, model));
      for (int other = 0; other < model; other++) {
        double[] both = plus(alone, took(multi(sampler, 1, other, other)));
        double[] pair = took(multi(sampler, 1, model, other));
        pairs.add(Timing.of(share(minus(pair, share(both, 2)), STEPS - 1)));
      }
    }
    pairs.sort(Comparator.comparingDouble(Timing::median));
    return pairs.isEmpty() ? Timing.NONE : pairs.get(pairs.size() / 2);
  }

  private static double[] plus(double[] these, double[] those) {
    return IntStream.range(0, these.length).mapToDouble(i -> these[i] + those[i]).toArray();
  }

  private static double[] minus(double[] these, double[] those) {
    return IntStream.range(0, these.length).mapToDouble(i -> these[i] - those[i]).toArray();
  }

  private static double[] share(double[] values, int parts) {
    return Arrays.stream(values).map(value -> value / parts).toArray();
  }
}
