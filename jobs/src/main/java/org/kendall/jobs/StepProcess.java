package org.kendall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that takes steps of training or sampling when asked and is still in between. */
final class StepProcess implements AutoCloseable {
  /**
   * What keeps glibc from giving large arrays back to the system after each operation, to be zeroed
   * page by page when they are next needed. With these, a step takes half to a quarter of the time.
   */
  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "8000000000",
          "MALLOC_TOP_PAD_", "268435456");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  private StepProcess(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(MALLOC);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    process = builder.start();
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Ours, with that many threads for each operation.
   *
   * @param worker whose {@code main} answers
   */
  static StepProcess ours(Class<?> worker, int threads) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("ai.djl.") && !name.contains("threads"))
        .forEach(name -> command.add("-D%s=%s".formatted(name, System.getProperty(name))));
    command.add("-Dai.djl.pytorch.num_threads=" + threads);
    command.add("-Dai.djl.pytorch.num_interop_threads=1");
    command.addAll(List.of("-cp", classPath(), worker.getName()));
    return new StepProcess(command);
  }

  /** Eager PyTorch, if there is a Python that has it. */
  static Optional<StepProcess> peer(Path script, int threads) throws IOException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (hasTorch(python)) {
        String number = Integer.toString(threads);
        return Optional.of(new StepProcess(List.of(python, script.toString(), number)));
      }
    }
    return Optional.empty();
  }

  private static boolean hasTorch(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Java's own class path, and what Spark has loaded beside it. */
  private static String classPath() {
    Stream<String> loaded =
        Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
            ? Arrays.stream(loader.getURLs()).map(URL::getPath)
            : Stream.empty();
    return Stream.concat(Stream.of(System.getProperty("java.class.path")), loaded)
        .collect(Collectors.joining(File.pathSeparator));
  }

  JsonNode ask(String question) throws IOException {
    questions.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(
          "The process that takes the steps ended: %s.".formatted(process.info().command()));
    }
    return JSON.readTree(answer);
  }

  @Override
  public void close() {
    questions.close(); // at the end of its input it ends
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
