package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real master and two workers with one core each, from the packaged Spark home. */
final class StandaloneCluster implements AutoCloseable {
  private final Shell shell;
  private final Path directory;
  private final String url;

  private StandaloneCluster(Shell shell, Path directory, String url) {
    this.shell = shell;
    this.directory = directory;
    this.url = url;
  }

  /**
   * Starts it and waits until all of it is ready.
   *
   * @param options of the script, beside those that it always has
   */
  static StandaloneCluster start(Shell shell, Path directory, Object... options)
      throws IOException, InterruptedException {
    Path script = Shell.kendall().resolve("spark-conf/start-cluster.sh");
    List<Object> command = new ArrayList<>(List.of(script, "--dir", directory));
    command.addAll(List.of("--port", 0, "--webui-port", 0, "--workers", 2));
    command.addAll(List.of("--cores", 1, "--memory", "1g"));
    command.addAll(List.of(options));
    Shell.Outcome started = shell.run(command.toArray());
    assertThat(started.exitCode()).describedAs(started.output()).isZero();
    return new StandaloneCluster(shell, directory, started.output().strip());
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    shell.run(Shell.kendall().resolve("spark-conf/stop-cluster.sh"), "--dir", directory);
  }
}
