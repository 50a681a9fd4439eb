package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.ResidualMlp;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.SharedPrefixes;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.nn.diffusion.TrainedDenoiser;
import org.kendall.search.Seeds;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;

/**
 * How many network calls are spared in an evolution of model schedules, as OMS-DPM searches (Liu et
 * al., ICML 2023: a population of 40, each generation 40 children of the better of two parents,
 * some of whose slots are drawn anew). All children are sampled, in one process.
 *
 * <p>The models are stand-ins, so that a search takes a second: images are single numbers, spread
 * normally, so that the noise in them is known; a smaller model takes them to be spread more widely
 * than they are. A schedule is as good as its images are near those of the exact path.
 *
 * @param mostSlots of a child that are drawn anew, 1 to so many
 */
record PrefixSharing(int mostSlots, int generations) {
  static final SteppedNoise SCHEDULE = SteppedNoise.linear(1000);
  private static final Timetable TIMETABLE = new Timetable(SCHEDULE);
  private static final DdimSchedules SPACE = new DdimSchedules(List.of("a", "b", "c", "d"), 20);
  private static final ScheduleCost COST =
      ScheduleCost.macs(List.of(18_000.0, 86_000.0, 303_000.0, 1_655_000.0), 1);
  private static final double BUDGET = 4e6;
  private static final double[] WIDENED = {1.5, 1.2, 1.05, 1}; // by each model
  private static final double MEAN = 0.3;
  private static final double DEVIATION = 0.4;
  private static final int POPULATION = 40;
  private static final int TRIES = 200;
  private static final int IMAGES = 64;
  private static final int BYTES = 1 << 26;

  /**
   * What came of a search.
   *
   * @param shares of the calls that were spared in each generation's children, by themselves
   * @param sharesOfRun the same, with all generations before still known
   * @param children of the last generation
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Outcome(double[] shares, double[] sharesOfRun, List<List<Step>> children) {}

  private record Scored(Candidate candidate, double error) {}

  Outcome run() {
    RandomGenerator random = Seeds.generator(1, "prefixes", mostSlots);
    double[] shares = new double[generations];
    double[] sharesOfRun = new double[generations];
    List<Candidate> children = drawn(random);
    Set<Candidate> seen = new HashSet<>(children);
    List<Scored> population = new ArrayList<>();
    try (SharedPrefixes ofRun = new SharedPrefixes(BYTES, Device.cpu())) {
      evaluate(children, ofRun, population);
      for (int generation = 0; generation < generations; generation++) {
        children = children(best(population), seen, random);
        try (SharedPrefixes alone = new SharedPrefixes(BYTES, Device.cpu())) {
          shares[generation] = evaluate(children, alone, new ArrayList<>());
        }
        sharesOfRun[generation] = evaluate(children, ofRun, population);
      }
    }
    return new Outcome(shares, sharesOfRun, children.stream().map(PrefixSharing::steps).toList());
  }

  private static List<Candidate> drawn(RandomGenerator random) {
    Set<Candidate> drawn = new HashSet<>();
    List<Candidate> inOrder = new ArrayList<>();
    while (inOrder.size() < POPULATION) {
      Candidate one = SPACE.random(random);
      if (isAffordable(one) && drawn.add(one)) {
        inOrder.add(one);
      }
    }
    return inOrder;
  }

  private static boolean isAffordable(Candidate candidate) {
    return SPACE.allows(candidate) && COST.cost(SPACE.decode(candidate)) <= BUDGET;
  }

  private static List<Scored> best(List<Scored> population) {
    return population.stream()
        .sorted(Comparator.comparingDouble(Scored::error))
        .limit(POPULATION)
        .toList();
  }

  private List<Candidate> children(
      List<Scored> parents, Set<Candidate> seen, RandomGenerator random) {
    List<Candidate> children = new ArrayList<>();
    for (int attempt = 0; attempt < TRIES && children.size() < POPULATION; attempt++) {
      // The better of two has the lower place.
      int place = Math.min(random.nextInt(parents.size()), random.nextInt(parents.size()));
      Candidate child = mutated(parents.get(place).candidate(), random);
      if (isAffordable(child) && seen.add(child)) {
        children.add(child);
      }
    }
    return children;
  }

  private Candidate mutated(Candidate parent, RandomGenerator random) {
    Candidate child = parent;
    int count = 1 + random.nextInt(mostSlots);
    Set<Integer> places = new HashSet<>();
    while (places.size() < count) {
      int place = random.nextInt(child.size());
      if (places.add(place)) {
        child = child.with(place, random.nextInt(SPACE.models().size() + 1));
      }
    }
    return child;
  }

  /** Adds the scores to a list; the share of calls that was spared. */
  private static double evaluate(
      List<Candidate> children, SharedPrefixes known, List<Scored> scores) {
    int asked = 0;
    int spared = 0;
    Sampler sampler = new Sampler(SCHEDULE, standIns());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray noise = manager.create(new NoiseBank(1, 1).images(0, IMAGES), new Shape(IMAGES, 1));
      float[] exact = exact(noise).toFloatArray();
      for (Candidate child : children) {
        Sampler.Sampled sampled = sampler.sample(noise, steps(child), known.of("noise"));
        asked += sampled.asked();
        spared += sampled.spared();
        scores.add(new Scored(child, error(sampled.images().toFloatArray(), exact)));
      }
    }
    return (double) spared / Math.max(1, asked + spared);
  }

  private static List<Step> steps(Candidate candidate) {
    return TIMETABLE.steps(SPACE.decode(candidate));
  }

  private static double error(float[] images, float[] exact) {
    return IntStream.range(0, IMAGES).mapToDouble(i -> Math.pow(images[i] - exact[i], 2)).sum();
  }

  /**
   * The seconds that sampling takes with nothing known, and with all that is passed known.
   *
   * @param zoo networks whose parameters are drawn at random; used over again if there are too few
   */
  static double[] seconds(List<List<Step>> schedules, List<ResidualMlp> zoo, int images) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        SharedPrefixes known = new SharedPrefixes(1L << 30, Device.cpu())) {
      List<Denoiser> denoisers =
          IntStream.range(0, WIDENED.length)
              .mapToObj(model -> drawn(zoo.get(model % zoo.size()), manager))
              .toList();
      Sampler sampler = new Sampler(SCHEDULE, denoisers);
      int size = zoo.get(0).size();
      NDArray noise =
          manager.create(new NoiseBank(1, size).images(0, images), new Shape(images, size));
      long start = System.nanoTime();
      schedules.forEach(steps -> sampler.sample(noise, steps).close());
      long middle = System.nanoTime();
      schedules.forEach(steps -> sampler.sample(noise, steps, known.of("")).images().close());
      return new double[] {(middle - start) / 1e9, (System.nanoTime() - middle) / 1e9};
    }
  }

  /** A network whose parameters are drawn at random. */
  static Denoiser drawn(ResidualMlp network, NDManager manager) {
    float[] weights = network.parameters().draw(new SplittableRandom(1));
    return new TrainedDenoiser(network, SCHEDULE, weights, manager);
  }

  private static List<Denoiser> standIns() {
    return IntStream.range(0, WIDENED.length)
        .mapToObj(model -> standIn(DEVIATION * WIDENED[model]))
        .toList();
  }

  /** Knows of a normal distribution: {@code sigma (x - alpha mean) / (alpha^2 s^2 + sigma^2)}. */
  private static Denoiser standIn(double deviation) {
    return (state, time) -> {
      double factor = SCHEDULE.sigma(time) / spread(time, deviation);
      return state.sub(SCHEDULE.alpha(time) * MEAN).mul(factor);
    };
  }

  private static double spread(double time, double deviation) {
    return Math.pow(SCHEDULE.alpha(time) * deviation, 2) + Math.pow(SCHEDULE.sigma(time), 2);
  }

  /** Where the exact path from the noisiest slot ends. */
  private static NDArray exact(NDArray noise) {
    double time = SCHEDULE.timeOf(1000 - 1000 / SPACE.slots());
    return noise
        .sub(SCHEDULE.alpha(time) * MEAN)
        .mul(DEVIATION / Math.sqrt(spread(time, DEVIATION)))
        .add(MEAN);
  }
}
