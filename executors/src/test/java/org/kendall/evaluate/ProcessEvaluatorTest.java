package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kendall.space.Candidate;
import org.kendall.space.NamedOptions;
import org.kendall.space.Nasbench201;

@Timeout(60)
class ProcessEvaluatorTest extends EvaluatorContract<Object> {
  private static final String ANSWER = "echo '{\"loss\": 0.5}'";

  @Override
  protected Evaluator<Object> evaluator() {
    return shell("cat > request.json; " + ANSWER);
  }

  @Override
  protected Object design() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("activation", "relu");
    options.put("width", "32");
    return new NamedOptions(options);
  }

  @Test
  void programIsToldOneJsonObject() throws Exception {
    run("cat > request.json; " + ANSWER);
    JsonNode request = request();
    assertThat(request.get("trial").asInt()).isEqualTo(7);
    assertThat(request.get("stage").asText()).isEqualTo("search");
    assertThat(request.get("seed").asLong()).isEqualTo(1);
    assertThat(request.get("fidelity").asDouble()).isEqualTo(1.0);
    assertThat(request.get("device").asText()).isEqualTo("cpu");
    assertThat(Path.of(request.get("checkpoint_dir").asText())).isAbsolute().isDirectory();
    assertThat(request.get("design"))
        .isEqualTo(new ObjectMapper().readTree("{\"activation\": \"relu\", \"width\": 32}"));
  }

  @Test
  void anyDesignIsWrittenAsJson() throws Exception {
    Object cell = new Nasbench201(8, 1).decode(Candidate.of(0, 1, 2, 3, 4, 0));
    shell("cat > request.json; " + ANSWER).evaluate(cell, context(1, Duration.ofMinutes(1)));
    assertThat(request().get("design"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"operations\": [\"none\", \"skip_connect\", \"conv_1x1\", \"conv_3x3\","
                        + " \"avg_pool_3x3\", \"none\"], \"width\": 8, \"cells\": 1}"));
  }

  @Test
  void programFindsItsCheckpointsWhenItsTrialRunsAgain() throws Exception {
    String epochs =
        "cd checkpoints; n=$(cat done 2>/dev/null || echo 0); echo $((n + 1)) > part; mv part done;";
    assertThat(failure(epochs + " exit 1").kind()).isEqualTo(FailureKind.PROGRAM_FAILED);
    assertThat(run(epochs + " echo \"{\\\"loss\\\": $(cat done)}\"")).containsEntry("loss", 2.0);
  }

  @Test
  void programSeesTheGpuOfItsTaskOnly() throws Exception {
    TrialContext cpu = context(1, Duration.ofMinutes(1));
    TrialContext gpu =
        new TrialContext(cpu.trial(), Device.gpu(3), cpu.deadline(), cpu.workspace());
    String answer = "echo \"{\\\"loss\\\": ${CUDA_VISIBLE_DEVICES:--1}}\"";
    assertThat(shell(answer).evaluate(design(), gpu)).containsEntry("loss", 3.0);
    assertThat(shell(answer).evaluate(design(), cpu)).containsEntry("loss", -1.0);
  }

  @Test
  void lastLineIsTheAnswerWhateverElseIsWritten() throws Exception {
    Map<String, Double> answer =
        run(
            "echo epoch 1; echo '{\"loss\": 9}'; echo oops >&2;"
                + " echo '{\"loss\": 0.5, \"seconds\": 3, \"note\": \"fine\"}'; echo; echo late >&2");
    assertThat(answer).isEqualTo(Map.of("loss", 0.5, "seconds", 3.0));
    assertThat(log()).contains("epoch 1", "oops", "late", "fine");
  }

  @Test
  void exitCodeAndEndOfTheLogAreTold() {
    TrialFailedException failure = failure("echo out of luck >&2; exit 3");
    assertThat(failure.kind()).isEqualTo(FailureKind.PROGRAM_FAILED);
    assertThat(failure).hasMessage("The program failed. It ended with exit code 3.");
    assertThat(failure.detail()).isEqualTo("out of luck\n");
  }

  @Test
  void answerThatCannotBeReadIsTold() {
    assertThat(failure("echo accuracy 0.5"))
        .hasMessageContaining("(accuracy 0.5) must be a JSON object")
        .extracting(TrialFailedException::kind)
        .isEqualTo(FailureKind.PROGRAM_FAILED);
    assertThat(failure("true")).hasMessageContaining("() must be a JSON object");
    assertThat(failure("echo '{\"loss\": 1'")).hasMessageContaining("must be a JSON object");
    assertThat(failure("echo '{\"los\": 1}'")).hasMessageContaining("must have a number for loss");
    assertThat(failure("echo '{\"loss\": \"1\"}'")).hasMessageContaining("a number for loss");
  }

  @Test
  void metricThatIsNotFiniteIsDivergence() {
    assertThat(failure("echo '{\"loss\": NaN}'").kind()).isEqualTo(FailureKind.DIVERGED);
    assertThat(failure("echo '{\"loss\": -Infinity}'").kind()).isEqualTo(FailureKind.DIVERGED);
  }

  @Test
  void missingProgramIsNamed() {
    ProcessEvaluator evaluator = evaluator(List.of("no-such-program-here"), 1);
    assertThatThrownBy(() -> evaluator.evaluate(design(), context(1, Duration.ofMinutes(1))))
        .isInstanceOf(TrialFailedException.class)
        .hasMessageContaining("(no-such-program-here) could not be started")
        .hasMessageContaining("no such program");
  }

  @Test
  void programNeedNotReadItsInput() throws Exception {
    assertThat(run("exec <&-; " + ANSWER)).containsEntry("loss", 0.5);
  }

  @Test
  void programAndItsChildrenEndAtTheTimeLimit() throws Exception {
    // A child, a grandchild whose parent has gone, and one that does not heed SIGTERM.
    TrialFailedException failure =
        failure(
            "echo started; sleep 1000 & echo $! >> pids; (sleep 1000 & echo $! >> pids);"
                + " sh -c 'trap \"\" TERM; echo $$ >> pids; while true; do sleep 1; done' &"
                + " echo $$ >> pids; wait",
            Duration.ofMillis(700));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(failure.detail()).isEqualTo("started\n");
    assertAllEnded(4);
  }

  @Test
  void programIsAskedBeforeItIsEnded() {
    TrialFailedException failure =
        failure(
            "trap 'echo saved; exit 0' TERM; while true; do sleep 0.05; done",
            Duration.ofMillis(500));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(failure.detail()).contains("saved");
  }

  @Test
  void programEndsWhenItsTrialIsInterrupted() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread trial =
        new Thread(
            () ->
                thrown.set(
                    catchThrowable(
                        "echo $$ >> pids; sleep 1000 & echo $! >> pids; touch ready; wait")));
    trial.start();
    while (!Files.exists(directory().resolve("ready"))) {
      Thread.sleep(20);
    }
    trial.interrupt();
    trial.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertAllEnded(2);
  }

  @Test
  void childrenLeftBehindAreEndedAndNotWaitedFor() throws Exception {
    long start = System.nanoTime();
    assertThat(run("sleep 1000 & echo $! >> pids; " + ANSWER)).containsEntry("loss", 0.5);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertAllEnded(1);
  }

  @Test
  void hugeOutputFillsNeitherMemoryNorDisk() throws Exception {
    TrialFailedException failure =
        failure("yes this goes on and on | head -c 20000000; printf '\nthe end\n'; exit 1");
    assertThat(failure.detail())
        .hasSizeLessThanOrEqualTo(ProgramLog.TAIL_LIMIT)
        .startsWith("this goes on")
        .endsWith("the end\n");
    assertThat(Files.size(directory().resolve("program.log")))
        .isBetween((long) ProgramLog.FILE_LIMIT, ProgramLog.FILE_LIMIT + 100L);
    assertThat(log()).endsWith("[the log is full]\n");
  }

  @Test
  void programThatWritesWithoutEndIsTimedOut() {
    TrialFailedException failure =
        failure("tr '\\0' x < /dev/zero & yes this goes on", Duration.ofMillis(500));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
  }

  @Test
  void settingsAreChecked() {
    List<Metric> metrics = List.of(Metric.minimized("loss", ""));
    assertThatThrownBy(() -> new ProcessEvaluator(List.of(), metrics, 1, 1))
        .hasMessage("The command ([]) must begin with a program.");
    assertThatThrownBy(() -> new ProcessEvaluator(List.of("sh"), List.of(), 1, 1))
        .hasMessage("The metrics ([]) must be at least one.");
    assertThatThrownBy(() -> new ProcessEvaluator(List.of("sh"), metrics, 0, 1))
        .hasMessage("The time limit seconds (0.0) must be positive.");
  }

  private static ProcessEvaluator shell(String script) {
    return evaluator(List.of("sh", "-c", script), 0.3);
  }

  private static ProcessEvaluator evaluator(List<String> command, double graceSeconds) {
    return new ProcessEvaluator(command, List.of(Metric.minimized("loss", "")), 60, graceSeconds);
  }

  private Map<String, Double> run(String script) throws Exception {
    return shell(script).evaluate(design(), context(1, Duration.ofMinutes(1)));
  }

  private TrialFailedException failure(String script) {
    return failure(script, Duration.ofMinutes(1));
  }

  private TrialFailedException failure(String script, Duration time) {
    return catchThrowableOfType(
        TrialFailedException.class, () -> shell(script).evaluate(design(), context(1, time)));
  }

  private Throwable catchThrowable(String script) {
    return catchThrowableOfType(Exception.class, () -> run(script));
  }

  private Path directory() {
    return workspace.resolve("trial-7");
  }

  private String log() throws IOException {
    return Files.readString(directory().resolve("program.log"));
  }

  private JsonNode request() throws IOException {
    return new ObjectMapper().readTree(directory().resolve("request.json").toFile());
  }

  /** A signal takes a moment to arrive, and a process without a parent one to be cleared away. */
  private void assertAllEnded(int processes) throws Exception {
    List<String> pids = Files.readAllLines(directory().resolve("pids"));
    assertThat(pids).hasSize(processes);
    for (String pid : pids) {
      for (int i = 0; isRunning(pid) && i < 100; i++) {
        Thread.sleep(20);
      }
      assertThat(isRunning(pid)).as("process %s runs", pid).isFalse();
    }
  }

  private static boolean isRunning(String pid) throws Exception {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", pid).start();
    String state = new String(ps.getInputStream().readAllBytes()).strip();
    return !state.isEmpty() && !state.startsWith("Z");
  }
}
