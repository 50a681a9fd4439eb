package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.Storage;

class HadoopSettingsTest {
  @AfterEach
  void forget() {
    HadoopSettings.apply(new SparkConf(false));
  }

  @Test
  void dataIsReadByTheSettingsOfSpark(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.txt"), "here");
    HadoopSettings.apply(
        new SparkConf(false)
            .set("spark.hadoop.fs.viewfs.mounttable.x.link./data", folder.toUri().toString()));

    try (InputStream in = Storage.open("viewfs://x/data/a.txt")) {
      assertThat(in).hasContent("here");
    }
  }
}
