package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings and scripts of {@code spark-conf}. */
class SparkConfTest {
  private static final Path CONF = Path.of(System.getProperty("kendall.root"), "spark-conf");

  @TempDir private Path directory;

  @Test
  void gpuSettingsHoldAllOfTheCluster() throws IOException {
    assertThat(settings("gpu.conf")).containsAllEntriesOf(settings("cluster.conf"));
  }

  @Test
  void everyGpuOfTheMachineIsFound() throws Exception {
    assertThat(discovered(new Shell(directory).with("PATH", fakePath())))
        .isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\"]}");
  }

  @Test
  void visibleGpusAreCountedFromZero() throws Exception {
    Shell shell = new Shell(directory).with("CUDA_VISIBLE_DEVICES", "5,3,7");

    assertThat(discovered(shell)).isEqualTo("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\",\"2\"]}");
  }

  @Test
  void machineWithoutGpusHasNoAddresses() throws Exception {
    Shell shell = new Shell(directory).with("CUDA_VISIBLE_DEVICES", "");

    assertThat(discovered(shell)).isEqualTo("{\"name\":\"gpu\",\"addresses\":[]}");
  }

  private static String discovered(Shell shell) throws Exception {
    return shell.run(CONF.resolve("discover-gpus.sh")).output().strip();
  }

  private static String fakePath() throws Exception {
    return Path.of(SparkConfTest.class.getResource("/gpus").toURI()) + ":" + System.getenv("PATH");
  }

  private static Properties settings(String file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(CONF.resolve(file))) {
      settings.load(reader);
    }
    return settings;
  }
}
