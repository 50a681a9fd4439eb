package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.space.ModelSchedule;

/** Of models that move the hands of a clock by as much as they are to take. */
class LatencyMeasurementTest {
  private static final SteppedNoise SCHEDULE = SteppedNoise.linear(1000);
  private static final Offset<Double> ROUNDING = within(1e-9);

  @TempDir Path directory;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final NDArray noise = manager.randomNormal(new Shape(10, 16));
  private final List<Integer> asked = new ArrayList<>();
  private double milliseconds;

  @AfterEach
  void close() {
    manager.close();
  }

  /** Takes 4 ms more if another model was asked in the step before. */
  private Denoiser model(int number, double own) {
    return (state, time) -> {
      boolean begins = time == SCHEDULE.noisiest();
      milliseconds += own + (begins || asked.get(asked.size() - 1) == number ? 0 : 4);
      asked.add(number);
      return state.duplicate();
    };
  }

  private SamplingTurns turns() {
    return new SamplingTurns(3, 3, 0, () -> Math.round(1e6 * milliseconds));
  }

  private Latency measure() {
    Sampler sampler = new Sampler(SCHEDULE, List.of(model(0, 3), model(1, 9)));
    return new LatencyMeasurement(sampler, 1, noise, turns())
        .measure(List.of("short", "long"), Optional.empty(), () -> {});
  }

  @Test
  void whatModelsAndChangesTakeIsToldApart() {
    Latency latency = measure();
    assertThat(latency.models())
        .containsExactly(entry("short", exactly(3)), entry("long", exactly(9)));
    assertThat(latency.change()).isEqualTo(exactly(4));
    assertThat(latency.guidance()).isEqualTo(Timing.NONE);
    assertThat(latency.multi()).containsOnly(Timing.NONE).hasSize(3); // by this clock
    assertThat(latency.single()).containsOnly(Timing.NONE).hasSize(3);
  }

  private static Timing exactly(double milliseconds) {
    return new Timing(milliseconds, milliseconds, milliseconds);
  }

  @Test
  void theCostIsForOneImageOfTheBatch() {
    ScheduleCost cost = measure().cost();
    assertThat(cost.name()).isEqualTo("milliseconds");
    ModelSchedule schedule = new ModelSchedule.Groups(List.of(List.of(0, 1), List.of(1)));
    assertThat(cost.cost(schedule)).isCloseTo((3 + 9 + 9 + 4) / 10.0, ROUNDING);
  }

  /** By processor time, of which other work on a machine takes little. */
  @Test
  void ordersOfSolversAndGuidanceTakeTimeOfTheirOwn() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    SamplingTurns turns = new SamplingTurns(25, 25, 0, threads::getCurrentThreadCpuTime);
    Sampler sampler = new Sampler(SCHEDULE, List.of(model(0, 3)));
    Latency latency =
        new LatencyMeasurement(sampler, 2, noise, turns)
            .measure(List.of("one"), Optional.empty(), () -> {});
    assertThat(latency.rows()).isEqualTo(2);
    assertThat(latency.guidance().median()).isPositive();
    assertThat(latency.multi()).hasSize(3).allMatch(timing -> timing.median() > 0);
    List<Timing> single = latency.single();
    assertThat(single.get(2).median()).isGreaterThan(single.get(0).median());
  }

  @Test
  void whatModelsBringIsNotMeasured() {
    Sampler sampler = new Sampler(SCHEDULE, List.of(model(0, 3)));
    Latency latency =
        new LatencyMeasurement(sampler, 1, noise, turns())
            .measure(List.of("one"), Optional.of(List.of(Timing.known(7))), () -> {});
    assertThat(latency.models().get("one")).isEqualTo(new Timing(7, 7, 7));
    assertThat(latency.change()).isEqualTo(Timing.NONE);
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Timing timing = Timing.of(new double[] {1.23456789, 3, 2});
    assertThat(timing).isEqualTo(new Timing(2, 1.235, 3));
    Latency latency =
        new Latency(
            "cpu",
            500,
            1,
            Map.of("tiny", timing),
            Timing.NONE,
            List.of(timing, timing, timing),
            List.of(timing, timing, timing),
            timing);
    String file = PreparedFiles.latency(directory.toString());
    latency.write(file);
    assertThat(Latency.read(directory.toString())).isEqualTo(latency);
    assertThat(Files.readString(Path.of(file)))
        .startsWith("{\n  \"device\" : \"cpu\",\n  \"images\" : 500,\n  \"rows\" : 1,\n");
  }
}
