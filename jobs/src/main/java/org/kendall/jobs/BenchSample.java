package org.kendall.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.kendall.nn.diffusion.ResidualMlp;
import org.kendall.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code kendall bench sample}: how many images a second the sampler of diffusion models makes,
 * beside eager PyTorch with the same network, weights and steps; how much two slots of an executor
 * make against one; how many network calls an evolution's batch spares by its first steps in
 * common; and how well the milliseconds of schedules are foretold. All take turns, so that a busy
 * machine is equally busy for all.
 */
@Command(
    name = "sample",
    description =
        "Measures the sampling of small images by diffusion models, and the same in PyTorch's"
            + " Python.")
final class BenchSample implements Callable<Integer> {
  private static final String SCRIPT = "sample.py";
  private static final int SIZE = 64; // numbers of an image

  @Option(
      names = "--networks",
      split = ",",
      defaultValue = "64x1,128x2,256x2,512x3",
      description = "Widths and blocks of residual perceptrons (default: ${DEFAULT-VALUE}).")
  private List<String> networks;

  @Option(
      names = "--images",
      defaultValue = "500",
      description = "Images of a batch (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--steps",
      defaultValue = "10",
      description = "Steps of DDIM, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--rounds",
      defaultValue = "12",
      description = "How often all take their turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--turn-ms",
      defaultValue = "500",
      description = "How long a turn is, about (default: ${DEFAULT-VALUE}).")
  private int turnMs;

  @Option(
      names = "--generations",
      defaultValue = "20",
      description = "Generations of the evolution (default: ${DEFAULT-VALUE}).")
  private int generations;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (images < 1 || rounds < 1 || turnMs < 1 || generations < 1) {
      throw new BadInputException(
          "The images (%d), rounds (%d), turn (%d ms) and generations (%d) must be positive."
              .formatted(images, rounds, turnMs, generations));
    }
    if (steps < 1 || steps > 1000) {
      throw new BadInputException("The steps (%d) must be 1 to 1000.".formatted(steps));
    }
    List<ResidualMlp> designs = networks.stream().map(BenchSample::network).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sampling", sampling(designs));
    json.put("sharing", sharing(designs));
    json.put("foretelling", foretelling(designs));
    PrintWriter out = command.commandLine().getOut();
    out.println(new ObjectMapper().writeValueAsString(json));
    out.flush();
    return ExitCode.DONE;
  }

  private static ResidualMlp network(String text) {
    try {
      String[] numbers = text.split("x", -1);
      if (numbers.length == 2) {
        return new ResidualMlp(SIZE, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new BadInputException(
        "A network (%s) must be a width and a number of blocks, such as 128x2.".formatted(text));
  }

  private Map<String, Object> sampling(List<ResidualMlp> designs) throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("kendall-sample");
        StepProcess ours = StepProcess.ours(SampleWorker.class, 1)) {
      Path script = directory.path().resolve(SCRIPT);
      try (InputStream in = BenchSample.class.getResourceAsStream(SCRIPT)) {
        Files.copy(in, script);
      }
      Optional<StepProcess> peer = StepProcess.peer(script, 1);
      try {
        return sampling(designs, ours, peer, directory.path());
      } finally {
        peer.ifPresent(StepProcess::close);
      }
    }
  }

  private Map<String, Object> sampling(
      List<ResidualMlp> designs, StepProcess ours, Optional<StepProcess> peer, Path directory)
      throws IOException {
    PrintWriter out = command.commandLine().getOut();
    if (peer.isEmpty()) {
      out.println("No python3 here has torch: the peer is left out.");
    }
    out.printf(
        "images a second, one thread, DDIM, %d steps, batch %d, medians of %d rounds (quartiles);"
            + " cpu: by processor time%n",
        steps, images, rounds);
    TextTable table = new TextTable();
    table.add(
        List.of(
            "network",
            "ours",
            "PyTorch",
            "gain",
            "gain, cpu",
            "two slots",
            "two, cpu",
            "difference"));
    Map<String, Object> json = new LinkedHashMap<>();
    SampleTurns turns = new SampleTurns(images, steps, rounds, turnMs);
    for (ResidualMlp design : designs) {
      String name = "%dx%d".formatted(design.width(), design.blocks());
      SampleTurns.Figures figures = turns.of(design, ours, peer, directory);
      table.add(row(name, figures));
      json.put(name, figures.json());
    }
    out.println(table);
    out.flush();
    return json;
  }

  private Map<String, Object> sharing(List<ResidualMlp> designs) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "calls spared in batches of 40 children, 20 slots, %d generations; in brackets: with all"
            + " generations before still known; seconds: with sharing in the batch, and without%n",
        generations);
    TextTable table = new TextTable();
    table.add(List.of("slots redrawn", "first", "median", "last", "the last, seconds"));
    Map<String, Object> json = new LinkedHashMap<>();
    for (int most : List.of(2, 10)) {
      PrefixSharing.Outcome outcome = new PrefixSharing(most, generations).run();
      double[] seconds = PrefixSharing.seconds(outcome.children(), designs, images);
      table.add(
          List.of(
              "1 to %d".formatted(most),
              share(outcome, shares -> shares[0]),
              share(outcome, shares -> StatUtils.percentile(shares, 50)),
              share(outcome, shares -> shares[shares.length - 1]),
              "%.2f, %.2f".formatted(seconds[1], seconds[0])));
      json.put(
          "1 to %d".formatted(most),
          Map.of(
              "spared",
              outcome.shares(),
              "spared_of_run",
              outcome.sharesOfRun(),
              "seconds_sharing",
              seconds[1],
              "seconds_alone",
              seconds[0]));
    }
    out.println(table);
    return json;
  }

  private Map<String, Object> foretelling(List<ResidualMlp> designs) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "milliseconds of %d random schedules, measured over foretold; median (quartiles)%n",
        ForetoldCosts.SCHEDULES);
    TextTable table = new TextTable();
    table.add(List.of("by", "measured / foretold", "tau"));
    Map<String, Object> json = new LinkedHashMap<>();
    for (ForetoldCosts.Clock clock : ForetoldCosts.Clock.values()) {
      ForetoldCosts costs = new ForetoldCosts(images, rounds, clock);
      ForetoldCosts.Outcome outcome = costs.of(designs);
      String by = Spelling.kebabCase(clock).replace('-', ' ');
      table.add(List.of(by, text("%.2f", outcome.ratios()), "%.3f".formatted(outcome.tau())));
      json.put(
          by,
          Map.of(
              "foretold",
              outcome.foretold(),
              "measured",
              outcome.measured(),
              "ratio",
              StatUtils.percentile(outcome.ratios(), 50),
              "tau",
              outcome.tau()));
    }
    out.println(table);
    return json;
  }

  private static String share(PrefixSharing.Outcome outcome, ToDoubleFunction<double[]> which) {
    return "%.0f %% (%.0f %%)"
        .formatted(
            100 * which.applyAsDouble(outcome.shares()),
            100 * which.applyAsDouble(outcome.sharesOfRun()));
  }

  private static List<String> row(String name, SampleTurns.Figures figures) {
    return List.of(
        name,
        text(figures.ours()),
        figures.peer().map(BenchSample::text).orElse("-"),
        figures.gainOverPeer().map("%.2f"::formatted).orElse("-"),
        figures.peer().isPresent() ? "%.2f".formatted(figures.cpuGain()) : "-",
        "%.2f".formatted(figures.gainOfTwoSlots()),
        "%.2f".formatted(figures.twoSlotsCpuGain()),
        figures.peer().isPresent() ? "%.0e".formatted(figures.difference()) : "-");
  }

  private static String text(double[] values) {
    return text("%,.0f", values);
  }

  private static String text(String number, double[] values) {
    return "%1$s (%1$s - %1$s)"
        .formatted(number)
        .formatted(
            StatUtils.percentile(values, 50),
            StatUtils.percentile(values, 25),
            StatUtils.percentile(values, 75));
  }
}
