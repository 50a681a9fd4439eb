package org.kendall.evaluate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A program that runs, with all its children. Where the machine has {@code setsid}, it runs in a
 * session of its own, so that children are reached even when their parent has gone.
 */
final class ProgramRun implements AutoCloseable {
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
  private static final Set<ProgramRun> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(ProgramRun::kill), "end-programs"));
  }

  private final Process process;
  private final boolean hasSession;
  private final Duration grace;
  private final LastLine lastLine = new LastLine();
  private final List<Thread> readers;

  private ProgramRun(Process process, boolean hasSession, Duration grace, ProgramLog log) {
    this.process = process;
    this.hasSession = hasSession;
    this.grace = grace;
    BiConsumer<byte[], Integer> answer =
        (bytes, length) -> {
          log.append(bytes, length);
          lastLine.append(bytes, length);
        };
    this.readers =
        List.of(
            reader(process.getInputStream(), answer),
            reader(process.getErrorStream(), log::append));
  }

  /**
   * Starts a program.
   *
   * @param builder command, directory and environment
   * @param grace the time between being asked to end and being ended
   * @throws IOException if there is no such program
   */
  static ProgramRun start(ProcessBuilder builder, Duration grace, ProgramLog log)
      throws IOException {
    String program = builder.command().get(0);
    if (find(program, builder.directory().toPath()).isEmpty()) {
      throw new IOException("there is no such program, or it is not executable");
    }
    Optional<Path> setsid = find("setsid", builder.directory().toPath());
    if (setsid.isPresent()) {
      List<String> command = new ArrayList<>(builder.command());
      command.add(0, setsid.get().toString());
      builder.command(command);
    }
    ProgramRun run = new ProgramRun(builder.start(), setsid.isPresent(), grace, log);
    RUNNING.add(run);
    return run;
  }

  private static Optional<Path> find(String program, Path directory) {
    Stream<Path> places =
        program.contains("/")
            ? Stream.of(directory.resolve(program))
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(place -> directory.resolve(place).resolve(program));
    return places
        .filter(place -> Files.isRegularFile(place) && Files.isExecutable(place))
        .findFirst();
  }

  /** Writes the whole of its standard input; a program need not read it. */
  void tell(String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended or closed its input: what it answers will tell.
    }
  }

  /** Waits for its end: the exit code, or nothing if it still runs after that time. */
  OptionalInt await(Duration time) throws InterruptedException {
    boolean ended = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
  }

  /** The last line of its standard output; complete once it is closed. */
  String lastLine() {
    return lastLine.text();
  }

  /** Ends it, and what it left behind. Only a program that still runs is given time for that. */
  @Override
  public void close() {
    boolean wasInterrupted = Thread.interrupted();
    try {
      if (process.isAlive()) {
        askToEnd();
      }
      kill();
      for (Thread reader : readers) {
        // A child that made a session of its own may hold the stream open: it is not waited for.
        reader.join(LAST_OUTPUT.toMillis());
      }
    } catch (InterruptedException e) {
      wasInterrupted = true;
      kill();
    } finally {
      RUNNING.remove(this);
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void askToEnd() throws InterruptedException {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroy);
    signalSession("TERM");
    CompletableFuture<?>[] ends =
        family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The time of grace is over.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void kill() {
    List<ProcessHandle> family = family();
    signalSession("KILL");
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> family() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  /** A session's processes share the program's process group, which has the program's own id. */
  private void signalSession(String signal) {
    if (!hasSession) {
      return;
    }
    String command = "kill -s %s -- -%d".formatted(signal, process.pid());
    try {
      new ProcessBuilder("sh", "-c", command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      // Without a shell, only those that are still children of children are reached.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread reader(InputStream stream, BiConsumer<byte[], Integer> sink) {
    Thread reader =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                  sink.accept(buffer, read);
                }
              } catch (IOException e) {
                // The program was ended while it wrote.
              }
            },
            "program-output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }
}
