package org.kendall.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of this machine, without a window. */
public final class Chromium {
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--virtual-time-budget=5000",
          "--enable-logging=stderr",
          "--v=0",
          "--window-size=1280,3000");

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /** The first one on the path. */
  public static Optional<Chromium> find() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /** A page after its scripts ran, and what the browser had to say about it. */
  public record Opened(String dom, List<String> console) {}

  /**
   * Opens a page.
   *
   * @param workspace an empty directory
   */
  public Opened open(String page, Path workspace) throws IOException, InterruptedException {
    Path file = Files.writeString(workspace.resolve("page.html"), page);
    Path dom = workspace.resolve("dom.html");
    Path log = workspace.resolve("log.txt");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + workspace.resolve("profile"));
    command.add("--dump-dom");
    command.add(file.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("The browser did not end within 90 s.");
    }
    return new Opened(Files.readString(dom), console(log));
  }

  private static List<String> console(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("CONSOLE")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
