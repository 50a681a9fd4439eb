package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was packaged. */
class PackageIT {
  @Test
  void billOfMaterialsNamesEachJarWithItsVersion() throws IOException {
    List<String> named = new ArrayList<>();
    Path bill = Shell.kendall().resolve("bom.json");
    for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).get("components")) {
      named.add(component.get("name").asText() + "-" + component.get("version").asText());
    }
    assertThat(jars())
        .hasSizeGreaterThan(100)
        .allMatch(jar -> named.stream().anyMatch(jar::startsWith));
    assertThat(named).contains("api-0.36.0", "picocli-4.7.7");
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> spark = Files.list(Shell.kendall().resolve("spark/jars"));
        Stream<Path> natives = Files.list(Shell.kendall().resolve("natives"))) {
      return Stream.concat(spark, natives).map(jar -> jar.getFileName().toString()).toList();
    }
  }
}
