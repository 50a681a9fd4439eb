package org.kendall.predict;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.kendall.nn.diffusion.NoiseSchedule;
import org.kendall.nn.diffusion.Solver;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.ScheduleSpace;

/**
 * A made-up distance of samples from data that behaves like those measured: each step adds what its
 * model does not know and what its solver cuts off; later steps mend a part of it, good models
 * more; where another model is asked than before, steps of higher order suffer.
 */
final class MadeUpSampling {
  private static final List<String> MODELS = List.of("tiny", "small", "medium", "large");

  /** What models do not know, where images take shape. */
  private static final double[] UNKNOWN = {0.30, 0.19, 0.12, 0.08};

  /** How much of it they do not know at the image's end: the second was trained for that. */
  private static final double[] UNKNOWN_LATE = {0.30, 0.10, 0.17, 0.12};

  private static final NoiseSchedule NOISE = SteppedNoise.linear(1000);

  private MadeUpSampling() {}

  /** One of each kind, each with four models. */
  static List<ScheduleSpace<?>> spaces() {
    return List.of(
        new DdimSchedules(MODELS, 20),
        new DpmSolverSchedules(MODELS, 8),
        new MultistepSchedules(MODELS, 20, 1));
  }

  /** Different schedules with their measured gains: minus the distance, with 1.5 % of noise. */
  static List<Scored> sample(ScheduleSpace<?> space, int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return Stream.generate(() -> space.canonical(space.random(random)))
        .distinct()
        .limit(count)
        .toList()
        .stream()
        .map(candidate -> new Scored(candidate, measured(space, candidate, random)))
        .toList();
  }

  private static double measured(
      ScheduleSpace<?> space, Candidate candidate, RandomGenerator random) {
    return -distance(space.decode(candidate)) * (1 + 0.015 * random.nextGaussian());
  }

  /** The distance, without noise. */
  static double distance(ModelSchedule schedule) {
    List<Step> steps = new Timetable(NOISE).steps(schedule);
    double wrong = 1.5 * Math.pow(1 - steps.get(0).from(), 2); // noise that was left out
    int before = steps.get(0).models().get(0);
    for (Step step : steps) {
      double length = lambda(step.to()) - lambda(step.from());
      int model = step.models().get(step.models().size() - 1);
      double unknown =
          step.models().stream().mapToDouble(asked -> unknown(asked, step)).average().orElseThrow();
      double mended = Math.exp(-length * (0.45 - unknown));
      wrong = wrong * mended + unknown * (1 - Math.exp(-length)) + cutOff(step, length);
      wrong += order(step) > 1 ? 0.25 * mixture(step, before) * Math.min(length, 2) : 0;
      before = model;
    }
    return 2 + 40 * Math.pow(wrong, 1.4);
  }

  private static double unknown(int model, Step step) {
    double lambda = lambda(step.from());
    double late = 1 / (1 + Math.exp(-2 * (lambda - 1)));
    double shaping = 0.15 + Math.exp(-lambda * lambda / 6); // little is known of noise by anyone
    return late * UNKNOWN_LATE[model] + (1 - late) * shaping * UNKNOWN[model];
  }

  private static double cutOff(Step step, double length) {
    double middle = (lambda(step.from()) + lambda(step.to())) / 2;
    double bent = 0.06 + 0.12 * Math.exp(-(middle - 1) * (middle - 1) / 4);
    boolean isData =
        step.solver() instanceof Solver.MultiStep multi && multi.followed() == Followed.DATA;
    double followed = !isData ? 1 : middle > 0 ? 0.6 : 1.4;
    double order = order(step);
    return bent * followed * Math.pow(length, order + 1) / (1 + Math.pow(length, order)) / order;
  }

  private static double mixture(Step step, int before) {
    double least = UNKNOWN[before];
    double most = least;
    for (int model : step.models()) {
      least = Math.min(least, UNKNOWN[model]);
      most = Math.max(most, UNKNOWN[model]);
    }
    return most - least;
  }

  private static int order(Step step) {
    return step.solver() instanceof Solver.MultiStep multi
        ? multi.order()
        : step.solver().evaluations();
  }

  private static double lambda(double time) {
    return NOISE.lambda(Math.max(time, 1e-3));
  }
}
