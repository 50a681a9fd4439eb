package org.kendall.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone master, and a worker on each of two addresses of this machine. */
final class TwoHosts implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("spark://[\\d.:]+");

  private final Path logs;
  private final List<Process> processes = new ArrayList<>();
  private final String url;

  /**
   * Starts them.
   *
   * @param cores of each worker
   */
  TwoHosts(Path logs, int cores) throws IOException, InterruptedException {
    this.logs = logs;
    start("master", "master.Master --host 127.0.0.1 --port 0 --webui-port 0");
    url = await("master", URL);
    for (String host : List.of("127.0.0.1", "127.0.0.2")) {
      start(
          host,
          "worker.Worker --host %s --webui-port 0 --cores %d --memory 1g --work-dir %s %s"
              .formatted(host, cores, logs.resolve("work-" + host), url));
      await(host, Pattern.compile("Successfully registered"));
    }
  }

  String url() {
    return url;
  }

  private void start(String name, String what) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx256m", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getenv("SPARK_HOME") + "/jars/*"));
    command.addAll(List.of(("org.apache.spark.deploy." + what).split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KENDALL_LOG_LEVEL", "info");
    builder.environment().remove("SPARK_LOCAL_IP");
    builder.redirectOutput(logs.resolve(name + ".log").toFile());
    processes.add(builder.start());
  }

  private String await(String name, Pattern pattern) throws InterruptedException {
    for (int tenths = 0; tenths < 600; tenths++) {
      Matcher matcher = pattern.matcher(log(name));
      if (matcher.find()) {
        return matcher.group();
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("No '%s' in the log:%n%s".formatted(pattern, log(name)));
  }

  private String log(String name) {
    try {
      return Files.readString(logs.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
  }
}
