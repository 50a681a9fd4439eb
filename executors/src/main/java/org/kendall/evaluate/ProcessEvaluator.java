package org.kendall.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.kendall.space.Setting;

/**
 * Any program of the user's, started for each trial in a directory of the trial's own.
 *
 * <p>It is given one JSON object on standard input:
 *
 * <pre>{@code
 * {"trial": 7, "stage": "search", "seed": 42, "fidelity": 1.0, "device": "cuda",
 *  "checkpoint_dir": "/.../checkpoints", "design": {"activation": "relu", "width": 32}}
 * }</pre>
 *
 * and answers with a JSON object of metrics as the last line of its standard output: {@code
 * {"validation_accuracy": 93.1}}. The device is {@code cpu} or {@code cuda}, in PyTorch's words:
 * {@code CUDA_VISIBLE_DEVICES} lets it see the task's GPU only. The design is that of any space,
 * written as JSON; a job's own choices become an object of their names. All that the program writes
 * is kept in {@code program.log} beside its checkpoints; at the time limit it is ended with all its
 * children, first by SIGTERM, then by SIGKILL.
 *
 * <p>A trial that is cut off and runs again has the same {@code checkpoint_dir}, where the run
 * directory is a path that all executors share; else it has it on the same machine only, and may
 * find there what another run of that directory's name has left. An attempt that was taken for dead
 * may still run. So a program writes a checkpoint under a name of its own and renames it, keeps
 * seed and design in it, and begins anew where they differ. What it writes there stays: Kendall
 * deletes none of it.
 *
 * <p>Trials on a ladder, as of successive halving, have one {@code checkpoint_dir} and one seed,
 * and a larger fidelity each time: the program goes on from what it has left there.
 *
 * <p>The program must be there on every executor: installed, or on a file system that all share.
 */
@Setting("Any program, started for each trial; it reads a JSON object and answers with one.")
public record ProcessEvaluator(
    @Setting("The program and its arguments; ${job_dir} is where the job file is.")
        List<String> command,
    @Setting("What it measures; the first is the objective unless the job says otherwise.")
        List<Metric> metrics,
    @Setting(value = "How long one trial may take.", unit = "seconds", byDefault = "3600")
        double timeLimitSeconds,
    @Setting(
            value = "How long a program may take to end after SIGTERM, before SIGKILL.",
            unit = "seconds",
            byDefault = "10")
        double graceSeconds)
    implements Evaluator<Object>, RunsPrograms {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  public ProcessEvaluator {
    command = List.copyOf(command);
    metrics = List.copyOf(metrics);
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException(
          "The command (%s) must begin with a program.".formatted(command));
    }
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("The metrics ([]) must be at least one.");
    }
    if (metrics.stream().map(Metric::name).distinct().count() < metrics.size()) {
      throw new IllegalArgumentException(
          "The metrics (%s) must have different names."
              .formatted(metrics.stream().map(Metric::name).toList()));
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit seconds (%s) must be positive.".formatted(timeLimitSeconds));
    }
    if (!(graceSeconds >= 0)) {
      throw new IllegalArgumentException(
          "The grace seconds (%s) must not be negative.".formatted(graceSeconds));
    }
  }

  @Override
  public Duration timeLimit() {
    return seconds(timeLimitSeconds);
  }

  @Override
  public Duration endsWithin() {
    return seconds(graceSeconds);
  }

  /** What a share means is the program's affair. */
  @Override
  public void checkFidelity(double share) {}

  @Override
  public Map<String, Double> evaluate(Object design, TrialContext context)
      throws IOException, InterruptedException {
    context.deadline().check();
    Path checkpoints = Files.createDirectories(context.workspace().resolve("checkpoints"));
    String request = JSON.writeValueAsString(request(design, context, checkpoints));
    try (ProgramLog log = ProgramLog.create(context.workspace().resolve("program.log"))) {
      ProgramRun run = start(context, log);
      OptionalInt exit;
      try (run) {
        run.tell(request);
        exit = run.await(context.deadline().left());
      }
      refuseFailure(exit, log);
      return answer(run.lastLine(), log);
    }
  }

  private static Map<String, Object> request(
      Object design, TrialContext context, Path checkpoints) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("trial", context.trial().number());
    request.put("stage", context.trial().stage());
    request.put("seed", context.trial().seed());
    request.put("fidelity", context.trial().fidelity());
    request.put("device", context.device().isGpu() ? "cuda" : "cpu");
    request.put("checkpoint_dir", checkpoints.toAbsolutePath().toString());
    request.put("design", design);
    return request;
  }

  private ProgramRun start(TrialContext context, ProgramLog log) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(context.workspace().toFile());
    String gpu = context.device().isGpu() ? Integer.toString(context.device().getDeviceId()) : "";
    builder.environment().put("CUDA_VISIBLE_DEVICES", gpu);
    try {
      return ProgramRun.start(builder, seconds(graceSeconds), log);
    } catch (IOException e) {
      throw new TrialFailedException(
          FailureKind.PROGRAM_FAILED,
          "The program (%s) could not be started: %s.\n".formatted(command.get(0), e.getMessage())
              + "Maybe it is not installed on every executor.");
    }
  }

  private void refuseFailure(OptionalInt exit, ProgramLog log) {
    if (exit.isEmpty()) {
      throw new TrialFailedException(
          FailureKind.TIMED_OUT,
          "The program ran past its time limit of %s s.".formatted(timeLimitSeconds),
          log.tail());
    }
    if (exit.getAsInt() != 0) {
      throw failed("It ended with exit code %d.".formatted(exit.getAsInt()), log);
    }
  }

  private Map<String, Double> answer(String line, ProgramLog log) {
    JsonNode answer;
    try {
      answer = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw unreadable(line, log);
    }
    if (!answer.isObject()) {
      throw unreadable(line, log);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    answer
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNumber()) {
                values.put(field.getKey(), finite(field, log));
              }
            });
    for (Metric metric : metrics) {
      if (!values.containsKey(metric.name())) {
        throw failed(
            "Its answer (%s) must have a number for %s.".formatted(shortened(line), metric.name()),
            log);
      }
    }
    return values;
  }

  private static double finite(Map.Entry<String, JsonNode> metric, ProgramLog log) {
    double value = metric.getValue().doubleValue();
    if (!Double.isFinite(value)) {
      throw new TrialFailedException(
          FailureKind.DIVERGED,
          "The metric %s (%s) must be finite.".formatted(metric.getKey(), value),
          log.tail());
    }
    return value;
  }

  private static TrialFailedException unreadable(String line, ProgramLog log) {
    return failed(
        "The last line of its output (%s) must be a JSON object of metrics."
            .formatted(shortened(line)),
        log);
  }

  private static TrialFailedException failed(String message, ProgramLog log) {
    return new TrialFailedException(
        FailureKind.PROGRAM_FAILED, "The program failed. " + message, log.tail());
  }

  private static String shortened(String line) {
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (1e9 * seconds));
  }
}
