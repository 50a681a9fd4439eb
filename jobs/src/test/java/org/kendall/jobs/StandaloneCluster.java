package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

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

  /** Starts it and waits until all of it is ready. */
  static StandaloneCluster start(Shell shell, Path directory)
      throws IOException, InterruptedException {
    Path script = Shell.kendall().resolve("spark-conf/start-cluster.sh");
    Shell.Outcome started =
        shell.run(
            script,
            "--dir",
            directory,
            "--port",
            0,
            "--webui-port",
            0,
            "--workers",
            2,
            "--cores",
            1,
            "--memory",
            "1g");
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
