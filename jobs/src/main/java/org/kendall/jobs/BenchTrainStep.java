package org.kendall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures a step of training, ours beside eager PyTorch's: one network with one thread, with two,
 * and two networks at once with one thread each. All take turns, so that a busy machine is equally
 * busy for all.
 */
@Command(
    name = "train-step",
    description =
        "Measures a training step of a cell network, and of the same network in PyTorch's Python.")
final class BenchTrainStep implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final String SCRIPT = "train_step.py";

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = "How often all take their turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--turn-ms",
      defaultValue = "700",
      description = "How long a turn is, about (default: ${DEFAULT-VALUE}).")
  private int turnMs;

  @Spec private CommandSpec command;

  /** An input, and about what a step on a batch of it takes. */
  private enum Input {
    DIGITS("8x8x1", 1, 8, 12),
    MNIST("28x28x1", 1, 28, 90),
    CIFAR("32x32x3", 3, 32, 120);

    private final String label;
    private final int channels;
    private final int size;
    private final int aboutMs;

    Input(String label, int channels, int size, int aboutMs) {
      this.label = label;
      this.channels = channels;
      this.size = size;
      this.aboutMs = aboutMs;
    }
  }

  /** Who takes a turn. */
  private record Runner(String name, StepProcess process, int networks) {
    String question(Input input, int steps) {
      String question = "%d %d %d".formatted(input.channels, input.size, steps);
      return networks == 0 ? question : question + " " + networks;
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    if (rounds < 1 || turnMs < 1) {
      throw new BadInputException(
          "The rounds (%d) and the turn (%d ms) must be positive.".formatted(rounds, turnMs));
    }
    List<Runner> runners = new ArrayList<>();
    try (TemporaryDirectory directory = TemporaryDirectory.create("kendall-train-step")) {
      start(runners, directory.path());
      if (runners.size() == 3) {
        out.println("No python3 here has torch: the peer is left out.");
      }
      Map<String, Object> json = new LinkedHashMap<>();
      out.println("milliseconds a step, batch 128, medians (quartiles); cpu: of the first thread");
      for (Input input : Input.values()) {
        json.put(input.label, measure(input, runners, directory.path()));
      }
      out.println(JSON.writeValueAsString(json));
      out.flush();
      return ExitCode.DONE;
    } finally {
      runners.stream().map(Runner::process).forEach(StepProcess::close);
    }
  }

  private static void start(List<Runner> runners, Path directory) throws IOException {
    StepProcess one = StepProcess.ours(TrainStepWorker.class, 1);
    runners.add(new Runner("ours, 1 thread", one, 1));
    runners.add(new Runner("ours, two at once", one, 2));
    runners.add(new Runner("ours, 2 threads", StepProcess.ours(TrainStepWorker.class, 2), 1));
    Path script = directory.resolve(SCRIPT);
    try (InputStream in = BenchTrainStep.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    for (int threads = 1; threads <= 2; threads++) {
      Optional<StepProcess> peer = StepProcess.peer(script, threads);
      if (peer.isPresent()) {
        String name = threads == 1 ? "PyTorch, 1 thread" : "PyTorch, 2 threads";
        runners.add(new Runner(name, peer.get(), 0));
      }
    }
  }

  private Map<String, Object> measure(Input input, List<Runner> runners, Path directory)
      throws IOException {
    int steps = Math.max(2, turnMs / input.aboutMs);
    Map<Runner, Sample> samples = new LinkedHashMap<>();
    runners.forEach(runner -> samples.put(runner, new Sample()));
    for (int round = 0; round < rounds; round++) {
      for (Runner runner : runners) {
        samples.get(runner).add(runner.process().ask(runner.question(input, steps)), steps);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    PrintWriter out = command.commandLine().getOut();
    out.printf("%n%s%n", input.label);
    samples.forEach(
        (runner, sample) -> {
          out.println(sample.row(runner.name()));
          json.put(runner.name(), sample.json());
        });
    double gain = throughputGain(samples.get(runners.get(0)), samples.get(runners.get(1)));
    out.printf("  two networks at once: %.2f times the steps of one in the same time%n", gain);
    json.put("two_at_once_gain", gain);
    json.put("where_ms", where(input, runners.get(0), steps, directory));
    out.flush();
    return json;
  }

  /** By round, since what else the machine does changes from round to round. */
  private static double throughputGain(Sample one, Sample two) {
    List<Double> gains = new ArrayList<>();
    for (int round = 0; round < one.wallMs.size(); round++) {
      gains.add(2 * one.wallMs.get(round) / two.wallMs.get(round));
    }
    return Sample.quantile(gains, 0.5);
  }

  private Map<String, Double> where(Input input, Runner runner, int steps, Path directory)
      throws IOException {
    Path file = directory.resolve("profile.json");
    JsonNode answer = runner.process().ask(runner.question(input, steps) + " " + file);
    double wallMs = answer.get("wallMs").asDouble();
    Map<String, Double> where = new LinkedHashMap<>(StepProfile.of(file, steps, wallMs).ms());
    PrintWriter out = command.commandLine().getOut();
    out.println("  where it goes, ours with 1 thread, under PyTorch's profiler:");
    where.forEach((kind, ms) -> out.printf("    %8.2f  %s%n", ms, kind));
    answer
        .get("phaseMs")
        .properties()
        .forEach(
            phase -> {
              String name = "phase " + phase.getKey().toLowerCase(Locale.ROOT);
              out.printf("    %8.2f  %s%n", phase.getValue().asDouble(), name);
              where.put(name, phase.getValue().asDouble());
            });
    return where;
  }

  /** The steps of one runner so far. */
  private static final class Sample {
    private final List<Double> ms = new ArrayList<>();
    private final List<Double> cpuMs = new ArrayList<>();
    private final List<Double> wallMs = new ArrayList<>();

    void add(JsonNode answer, int steps) {
      answer.get("ms").forEach(value -> ms.add(value.asDouble()));
      cpuMs.add(answer.get("cpuMs").asDouble());
      wallMs.add(answer.path("wallMs").asDouble(0) / steps);
    }

    String row(String name) {
      return "  %-20s %8.2f (%.2f - %.2f)   best %8.2f   cpu %8.2f"
          .formatted(
              name,
              quantile(ms, 0.5),
              quantile(ms, 0.25),
              quantile(ms, 0.75),
              quantile(ms, 0),
              quantile(cpuMs, 0.5));
    }

    Map<String, Double> json() {
      Map<String, Double> json = new LinkedHashMap<>();
      json.put("median_ms", quantile(ms, 0.5));
      json.put("lower_quartile_ms", quantile(ms, 0.25));
      json.put("upper_quartile_ms", quantile(ms, 0.75));
      json.put("best_ms", quantile(ms, 0));
      json.put("cpu_ms", quantile(cpuMs, 0.5));
      return json;
    }

    static double quantile(List<Double> values, double share) {
      List<Double> sorted = values.stream().sorted().toList();
      return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
  }
}
