package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kendall.nn.Tape;
import org.kendall.space.ModelSchedule.Followed;

/**
 * Images of one number that are spread normally: the noise in them is known in closed form, and so
 * is where every path ends.
 */
class SamplerTest {
  private static final double MEAN = 0.7;
  private static final double DEVIATION = 0.3;
  private static final double START = 1.3;
  private static final double END = 1e-3;
  private static final NoiseSchedule SCHEDULE = new ContinuousNoise();

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void free() {
    manager.close();
  }

  /** sigma (x - alpha m) / (alpha^2 s^2 + sigma^2) */
  private static NDArray exactNoise(NDArray state, double time) {
    double alpha = SCHEDULE.alpha(time);
    return state.sub(alpha * MEAN).mul(SCHEDULE.sigma(time) / spread(time));
  }

  private static double spread(double time) {
    double alpha = SCHEDULE.alpha(time);
    double sigma = SCHEDULE.sigma(time);
    return alpha * alpha * DEVIATION * DEVIATION + sigma * sigma;
  }

  private static double exactEnd() {
    return SCHEDULE.alpha(END) * MEAN
        + Math.sqrt(spread(END) / spread(1)) * (START - SCHEDULE.alpha(1) * MEAN);
  }

  /** The end of a path of steps that are even in lambda. */
  private double end(int steps, Solver solver) {
    return end(evenSteps(steps, i -> solver, i -> 0));
  }

  private double end(List<Step> steps) {
    return sample(List.of(SamplerTest::exactNoise), steps);
  }

  private double sample(List<Denoiser> zoo, List<Step> steps) {
    NDArray start = manager.create(new double[] {START});
    return new Sampler(SCHEDULE, zoo).sample(start, steps).getDouble();
  }

  private static List<Step> evenSteps(
      int count, IntFunction<Solver> solver, IntFunction<Integer> model) {
    double from = SCHEDULE.lambda(1);
    double way = (SCHEDULE.lambda(END) - from) / count;
    List<Step> steps = new ArrayList<>();
    double time = 1;
    for (int i = 1; i <= count; i++) {
      double next = i == count ? END : SCHEDULE.time(from + i * way);
      steps.add(Step.of(time, next, solver.apply(i), model.apply(i)));
      time = next;
    }
    return steps;
  }

  @Test
  void errorsShrinkWithTheOrderOfTheSolver() {
    assertThat(exactEnd()).isCloseTo(1.0888050718307245, within(1e-12));
    expect(Solver.DDIM, 0.99, 1.00e-1, 5.40e-2, 2.80e-2, 1.43e-2, 7.20e-3);
    expect(new Solver.SingleStep(2), 2.02, 4.17e-2, 9.60e-3, 2.29e-3, 5.58e-4, 1.38e-4);
    expect(new Solver.SingleStep(3), 3.09, 1.56e-3, 1.53e-4, 1.56e-5, 1.74e-6, 2.04e-7);
    Solver twoM = new Solver.MultiStep(2, Followed.DATA);
    expect(twoM, 1.99, 8.07e-3, 7.21e-3, 2.09e-3, 5.36e-4, 1.35e-4);
  }

  /** Errors at 8, 16, 32, 64 and 128 steps, worked out elsewhere. */
  private void expect(Solver solver, double order, double... errors) {
    double[] own = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      own[i] = Math.abs(end(8 << i, solver) - exactEnd());
      assertThat(own[i])
          .as("%s, %d steps", solver, 8 << i)
          .isCloseTo(errors[i], within(errors[i] / 100));
    }
    assertThat(order(own[3], own[4])).isCloseTo(order, within(0.15));
  }

  private static double order(double error, double ofTwice) {
    return Math.log(error / ofTwice) / Math.log(2);
  }

  @Test
  void multistepSolversHaveTheirOrderInBothForms() {
    for (Followed form : Followed.values()) {
      for (int order = 1; order <= 3; order++) {
        Solver solver = new Solver.MultiStep(order, form);
        double error = Math.abs(end(128, solver) - exactEnd());
        double ofTwice = Math.abs(end(256, solver) - exactEnd());
        // Errors of both signs meet, so that the third order may seem to be higher.
        assertThat(order(error, ofTwice)).as(solver.toString()).isGreaterThan(order - 0.15);
      }
    }
  }

  @Test
  void firstOrdersAreTheSame() {
    double ddim = end(10, Solver.DDIM);
    for (Followed form : Followed.values()) {
      assertThat(end(10, new Solver.MultiStep(1, form))).isCloseTo(ddim, within(1e-12));
    }
  }

  /** To time 0 the last answer is taken by its word: the image is (x - sigma noise) / alpha. */
  @Test
  void theLastStepMayLeadToTimeZero() {
    double time = 0.02;
    NDArray state = manager.create(new double[] {0.9});
    double noise = exactNoise(state, time).getDouble();
    double expected = (0.9 - SCHEDULE.sigma(time) * noise) / SCHEDULE.alpha(time);
    for (Solver solver : List.of(Solver.DDIM, new Solver.MultiStep(1, Followed.NOISE))) {
      NDArray image =
          new Sampler(SCHEDULE, List.of(SamplerTest::exactNoise))
              .sample(state, List.of(Step.of(time, 0, solver, 0)));
      assertThat(image.getDouble()).isCloseTo(expected, within(1e-12));
    }
    assertThatThrownBy(() -> Step.of(time, 0, new Solver.SingleStep(2), 0))
        .hasMessage("A step to time 0 must be of the first order.");
  }

  /** The first model is asked at the noisy end only, the second at the other. */
  @Test
  void eachStepAsksItsOwnModels() {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    List<Denoiser> zoo = List.of(recording(first), recording(second));
    sample(zoo, evenSteps(8, i -> new Solver.SingleStep(2), i -> i <= 3 ? 0 : 1));
    assertThat(first).hasSize(6);
    assertThat(second).hasSize(10);
    assertThat(Collections.min(first)).isGreaterThan(Collections.max(second));
    assertThat(Collections.max(first)).isEqualTo(1);
  }

  private static Denoiser recording(List<Double> times) {
    return (state, time) -> {
      times.add(time);
      return exactNoise(state, time);
    };
  }

  @Test
  void whatNetworksPredictCanBeHadFromEachOther() {
    double ddim = end(10, Solver.DDIM);
    Denoiser data =
        (state, time) ->
            state.sub(exactNoise(state, time).mul(SCHEDULE.sigma(time))).div(SCHEDULE.alpha(time));
    Denoiser velocity =
        (state, time) ->
            exactNoise(state, time)
                .mul(SCHEDULE.alpha(time))
                .sub(data.noise(state, time).mul(SCHEDULE.sigma(time)));
    List<Step> steps = evenSteps(10, i -> Solver.DDIM, i -> 0);
    assertThat(sample(List.of(Denoiser.of(data, Prediction.DATA, SCHEDULE)), steps))
        .isCloseTo(ddim, within(1e-10));
    assertThat(sample(List.of(Denoiser.of(velocity, Prediction.VELOCITY, SCHEDULE)), steps))
        .isCloseTo(ddim, within(1e-10));
  }

  /** Noise 1 without the condition and 3 with it: at weight 2.5, 1 + 2.5 (3 - 1). */
  @Test
  void guidanceLeadsBeyondTheCondition() {
    Denoiser both =
        (state, time) -> {
          NDArray noises = state.zerosLike();
          noises.set(new NDIndex(":2"), 1);
          noises.set(new NDIndex("2:"), 3);
          return noises;
        };
    NDArray state = manager.ones(new Shape(2, 4), DataType.FLOAT32);
    assertThat(Denoiser.guided(both, 2.5).noise(state, 0.5).toFloatArray())
        .hasSize(8)
        .containsOnly(6);
  }

  @Test
  void noGradientsAreRecordedAndNothingIsLeftBehind() {
    NDArray start = manager.create(new double[] {START});
    List<Boolean> recorded = new ArrayList<>();
    Denoiser watching =
        (state, time) -> {
          recorded.add(JniUtils.isGradMode());
          return exactNoise(state, time);
        };
    int before = manager.getManagedArrays().size();
    try (Tape tape = Tape.open()) {
      new Sampler(SCHEDULE, List.of(watching))
          .sample(start, evenSteps(1000, i -> new Solver.MultiStep(3, Followed.DATA), i -> 0));
      assertThat(JniUtils.isGradMode()).isTrue();
    }
    assertThat(recorded).hasSize(1000).containsOnly(false);
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
    assertThat(start.getDouble()).isEqualTo(START);
  }

  /**
   * Intermediate values of a step take 2 MB: a thousand steps that kept them, or recorded a graph,
   * would take 2 GB. What the first steps take is allowed for.
   */
  @Test
  void memoryStaysFlatOverAThousandSteps() throws IOException {
    NDArray weights = manager.randomNormal(new Shape(64, 64)).mul(0.1);
    weights.setRequiresGradient(true);
    Denoiser network = (state, time) -> state.matMul(weights).tanh();
    NDArray start = manager.randomNormal(new Shape(1000, 64));
    Sampler sampler = new Sampler(SCHEDULE, List.of(network));
    List<Step> few = evenSteps(20, i -> new Solver.MultiStep(3, Followed.DATA), i -> 0);
    List<Step> many = evenSteps(1000, i -> new Solver.MultiStep(3, Followed.DATA), i -> 0);
    try (Tape tape = Tape.open()) {
      sampler.sample(start, few).close();
      long before = residentMegabytes();
      sampler.sample(start, many).close();
      assertThat(residentMegabytes() - before).isLessThan(200);
    }
  }

  private static long residentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.exists(status), "Only Linux tells it there.");
    String line =
        Files.readAllLines(status).stream()
            .filter(one -> one.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
