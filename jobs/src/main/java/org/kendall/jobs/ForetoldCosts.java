package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.sampling.LatencyMeasurement;
import org.kendall.evaluate.sampling.SamplingTurns;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.ResidualMlp;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.predict.KendallTau;
import org.kendall.search.Seeds;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.ScheduleSpace;

/**
 * How well the milliseconds that random schedules take are foretold by what their parts take.
 *
 * @param images of a batch
 * @param rounds how often each part, and then each schedule, takes its turn
 */
record ForetoldCosts(int images, int rounds, Clock clock) {
  /** Half of them of multistep solvers, half of single-step ones. */
  static final int SCHEDULES = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What tells how long something takes. */
  enum Clock {
    WALL_CLOCK(System::nanoTime),
    /** Of the thread alone: what else a machine does counts little. */
    PROCESSOR_TIME(THREADS::getCurrentThreadCpuTime);

    private final LongSupplier nanoseconds;

    Clock(LongSupplier nanoseconds) {
      this.nanoseconds = nanoseconds;
    }
  }

  /** Milliseconds for each image, a number for each schedule. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Outcome(double[] foretold, double[] measured) {
    /** What was measured over what was foretold. */
    double[] ratios() {
      double[] ratios = new double[foretold.length];
      Arrays.setAll(ratios, i -> measured[i] / foretold[i]);
      return ratios;
    }

    double tau() {
      return KendallTau.of(foretold, measured);
    }
  }

  /**
   * Measures both.
   *
   * @param zoo networks whose parameters are drawn at random
   */
  Outcome of(List<ResidualMlp> zoo) {
    SamplingTurns turns = new SamplingTurns(rounds, rounds, 0, clock.nanoseconds);
    List<ModelSchedule> schedules = schedules(zoo.size());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Sampler sampler =
          new Sampler(
              PrefixSharing.SCHEDULE,
              zoo.stream().map(network -> PrefixSharing.drawn(network, manager)).toList());
      int size = zoo.get(0).size();
      NDArray noise =
          manager.create(new NoiseBank(1, size).images(0, images), new Shape(images, size));
      ScheduleCost cost = LatencyMeasurement.cost(sampler, noise, turns);
      List<SamplingTurns.Way> ways = schedules.stream().map(one -> way(sampler, one)).toList();
      Map<SamplingTurns.Way, double[]> took = turns.of(ways, noise, () -> {});
      return new Outcome(
          schedules.stream().mapToDouble(cost::cost).toArray(),
          ways.stream()
              .mapToDouble(way -> StatUtils.percentile(took.get(way), 50) / images)
              .toArray());
    }
  }

  private static SamplingTurns.Way way(Sampler sampler, ModelSchedule schedule) {
    return new SamplingTurns.Way(sampler, new Timetable(sampler.schedule()).steps(schedule));
  }

  private static List<ModelSchedule> schedules(int models) {
    List<String> names = IntStream.range(0, models).mapToObj(i -> "m" + i).toList();
    RandomGenerator random = Seeds.generator(1, "schedules", models);
    List<ScheduleSpace<? extends ModelSchedule>> spaces =
        List.of(new MultistepSchedules(names, 20, 1), new DpmSolverSchedules(names, 8));
    return IntStream.range(0, SCHEDULES)
        .<ModelSchedule>mapToObj(i -> drawn(spaces.get(i % spaces.size()), random))
        .toList();
  }

  private static <D extends ModelSchedule> D drawn(ScheduleSpace<D> space, RandomGenerator random) {
    return Stream.generate(() -> space.random(random))
        .filter(space::allows)
        .map(space::decode)
        .findFirst()
        .orElseThrow();
  }
}
