package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.SearchSpace;

class SharedPrefixesTest {
  private static final SteppedNoise SCHEDULE = SteppedNoise.linear(1000);
  private static final Timetable TIMETABLE = new Timetable(SCHEDULE);
  private static final int SIZE = 3;
  private static final int IMAGES = 8;
  private static final long STATE = IMAGES * SIZE * 4; // bytes

  /** Of a state, and of the noise and data that were said in its last two steps. */
  private static final long LARGEST = 5 * STATE;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final AtomicInteger asked = new AtomicInteger();
  private final Sampler sampler =
      new Sampler(SCHEDULE, List.of(counted(network(1)), counted(network(2))));

  @AfterEach
  void free() {
    manager.close();
  }

  private Denoiser network(int seed) {
    ResidualMlp network = new ResidualMlp(SIZE, 16, seed);
    float[] weights = network.parameters().draw(new SplittableRandom(seed));
    return new TrainedDenoiser(network, SCHEDULE, weights, manager);
  }

  private Denoiser counted(Denoiser denoiser) {
    return (state, time) -> {
      asked.incrementAndGet();
      return denoiser.noise(state, time);
    };
  }

  private static NDArray noise(long first, NDManager owner) {
    return owner
        .create(new NoiseBank(5, SIZE).images(first, IMAGES), new Shape(IMAGES, SIZE))
        .duplicate();
  }

  private static List<Step> ddim(String models) {
    Step[] steps = new Step[models.length()];
    for (int i = 0; i < steps.length; i++) {
      double from = 1 - (double) i / steps.length;
      double to = i == steps.length - 1 ? 0 : 1 - (i + 1.0) / steps.length;
      steps[i] = Step.of(from, to, Solver.DDIM, models.charAt(i) - 'a');
    }
    return List.of(steps);
  }

  private Sampler.Sampled sample(String models, SharedPrefixes.Shard known) {
    return sampler.sample(noise(0, manager), ddim(models), known);
  }

  @Test
  void callsOfTheFirstStepsInCommonAreSpared() {
    try (SharedPrefixes shared = new SharedPrefixes(1 << 20, Device.cpu())) {
      SharedPrefixes.Shard shard = shared.of("first");
      expect(sample("abab", shard), 4, 0);
      expect(sample("abba", shard), 2, 2);
      expect(sample("abbb", shard), 1, 3);
      expect(sample("abab", shard), 1, 3); // nothing goes on from the last step
      expect(sample("baba", shard), 4, 0);
      expect(sample("abab", shared.of("second")), 4, 0);
      expect(sample("ababa", shard), 5, 0); // other times
    }
    assertThat(asked).hasValue(4 + 2 + 1 + 1 + 4 + 4 + 5);
  }

  private static void expect(Sampler.Sampled sampled, int asked, int spared) {
    assertThat(sampled.asked()).isEqualTo(asked);
    assertThat(sampled.spared()).isEqualTo(spared);
  }

  @Test
  void callsOfSolversWithinAStepCountAsMany() {
    Step third = new Step(1, 0.7, new Solver.SingleStep(3), List.of(0, 1, 0));
    Step second = new Step(0.7, 0.2, new Solver.SingleStep(2), List.of(1, 1));
    try (SharedPrefixes shared = new SharedPrefixes(1 << 20, Device.cpu())) {
      SharedPrefixes.Shard shard = shared.of("");
      sampler.sample(noise(0, manager), List.of(third, Step.of(0.7, 0, Solver.DDIM, 0)), shard);
      expect(sampler.sample(noise(0, manager), List.of(third, second), shard), 2, 3);
    }
    assertThat(asked).hasValue(3 + 1 + 2);
  }

  @Test
  void imagesAreTheVerySame() {
    List<List<Step>> all = schedules();
    try (SharedPrefixes shared = new SharedPrefixes(60 * LARGEST, Device.cpu())) {
      int spared = 0;
      for (int i = 0; i < all.size(); i++) {
        NDArray noise = noise(i % 2, manager);
        Sampler.Sampled sampled = sampler.sample(noise, all.get(i), shared.of(i % 2));
        assertThat(sampled.images().toFloatArray())
            .isEqualTo(sampler.sample(noise, all.get(i)).toFloatArray());
        spared += sampled.spared();
        assertThat(shared.held()).isLessThanOrEqualTo(60 * LARGEST);
      }
      assertThat(spared).isPositive();
      assertThat(shared.held()).isGreaterThan(55 * LARGEST / 2); // also fewer arrays to a state
    }
  }

  /** Of both kinds of solvers, each with changes near the image's end, both noises by turns. */
  private static List<List<Step>> schedules() {
    List<List<Step>> all = new ArrayList<>();
    Random random = new Random(4);
    MultistepSchedules multistep = new MultistepSchedules(List.of("a", "b"), 8, 1);
    DpmSolverSchedules groups = new DpmSolverSchedules(List.of("a", "b"), 4);
    for (int i = 0; i < 12; i++) {
      for (Candidate candidate : relatives(multistep, random)) {
        all.add(TIMETABLE.steps(multistep.decode(candidate)));
      }
      for (Candidate candidate : relatives(groups, random)) {
        all.add(TIMETABLE.steps(groups.decode(candidate)));
      }
    }
    return all;
  }

  private static List<Candidate> relatives(SearchSpace<?> space, Random random) {
    List<Candidate> relatives = new ArrayList<>();
    Candidate parent = space.random(random);
    while (relatives.size() < 6) {
      int place = random.nextInt(space.choices().size() / 2);
      Candidate child = parent.with(place, random.nextInt(space.choices().get(place).size()));
      if (space.allows(child)) {
        relatives.add(space.canonical(child));
      }
    }
    return relatives;
  }

  @Test
  void theLeastRecentlyUsedGoFirst() {
    try (SharedPrefixes shared = new SharedPrefixes(16 * STATE, Device.cpu())) {
      SharedPrefixes.Shard shard = shared.of("");
      sample("aaaaaaaa", shard); // 7 states
      sample("abbbbbbb", shard); // 6 more
      assertThat(shared.held()).isEqualTo(13 * STATE);
      expect(sample("aaaaaaab", shard), 1, 7); // used again
      sample("bbbbbbbb", shard); // 3 fit, 4 of the second are dropped
      assertThat(shared.held()).isEqualTo(16 * STATE);
      expect(sample("aaaaaaab", shard), 1, 7);
      expect(sample("abbbbbba", shard), 1, 7); // its last states were the latest
    }
  }

  @Test
  void largeStatesAreNotKept() {
    try (SharedPrefixes shared = new SharedPrefixes(16 * STATE - 1, Device.cpu())) {
      sample("aaaa", shared.of(""));
      expect(sample("aaaa", shared.of("")), 4, 0);
      assertThat(shared.held()).isZero();
    }
    assertThatThrownBy(() -> new SharedPrefixes(-1, Device.cpu()))
        .hasMessage("The bytes (-1) must not be negative.");
  }

  /** So few bytes that states are dropped all the time, also while others go on from them. */
  @Test
  void threadsMayShare() throws Exception {
    List<List<Step>> all = schedules();
    List<float[]> alone =
        all.stream().map(steps -> sampler.sample(noise(0, manager), steps).toFloatArray()).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SharedPrefixes shared = new SharedPrefixes(20 * LARGEST, Device.cpu())) {
      Callable<Integer> task =
          () -> {
            int spared = 0;
            for (int i = 0; i < all.size(); i++) {
              try (NDManager own = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                Sampler.Sampled sampled =
                    sampler.sample(noise(0, own), all.get(i), shared.of("one"));
                assertThat(sampled.images().toFloatArray()).isEqualTo(alone.get(i));
                spared += sampled.spared();
              }
            }
            return spared;
          };
      for (Future<Integer> spared : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(spared.get()).isPositive();
      }
      assertThat(shared.held()).isLessThanOrEqualTo(20 * LARGEST);
    } finally {
      threads.shutdown();
    }
  }
}
