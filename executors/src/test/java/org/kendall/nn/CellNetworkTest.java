package org.kendall.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.kendall.data.ImageShape;
import org.kendall.nn.CellNetwork.Operation;

class CellNetworkTest {
  private static final ImageShape CIFAR10 = new ImageShape(3, 32, 32, 10);
  private static final Pattern EDGE = Pattern.compile("(\\w+)~\\d");
  private static final Map<String, Operation> NAMES =
      Map.of(
          "none", Operation.NONE,
          "skip_connect", Operation.SKIP_CONNECT,
          "nor_conv_1x1", Operation.CONV_1X1,
          "nor_conv_3x3", Operation.CONV_3X3,
          "avg_pool_3x3", Operation.AVG_POOL_3X3);

  private record Row(CellNetwork design, double mflops, long params) {}

  @Test
  void parametersAreThoseOfAllOfNasBench201() throws IOException {
    for (Row row : benchmark()) {
      assertThat(row.design().parameters(CIFAR10)).as("%s", row).isEqualTo(row.params());
    }
  }

  /**
   * The table's figure counts more than multiplications with weights: for each value that passes
   * through it, a pool counts 9 and a convolution's ReLU and batch norm 3 together. The stem, the
   * reductions and the head add the same to every network.
   */
  @Test
  void macsAreThoseOfAllOfNasBench201() throws IOException {
    long values = 5 * (16 * 1024 + 32 * 256 + 64 * 64);
    long outsideOfCells = 160_832;
    for (Row row : benchmark()) {
      List<Operation> operations = row.design().operations();
      long convolutions = operations.stream().filter(Operation::convolves).count();
      long pools = Collections.frequency(operations, Operation.AVG_POOL_3X3);
      double expected =
          row.mflops() * 1e6 - outsideOfCells - (3 * convolutions + 9 * pools) * values;
      assertThat((double) row.design().macs(CIFAR10))
          .as("%s", row)
          .isEqualTo(expected, within(.01));
    }
  }

  /** Counted by hand for 28 x 28 grey images, width 8, one cell of 3 x 3 convolutions per stage. */
  @Test
  void macsOfOddSizesAreThoseCountedByHand() {
    long stem = 784 * 9 * 8;
    long cells = 6 * 9 * (784 * 8 * 8 + 196 * 16 * 16 + 49 * 32 * 32);
    long toFourteen = 196 * (8 * 16 + 9 * 8 * 16 + 9 * 16 * 16);
    long toSeven = 49 * (16 * 32 + 9 * 16 * 32 + 9 * 32 * 32);
    ImageShape shape = new ImageShape(1, 28, 28, 10);
    CellNetwork design = new CellNetwork(Collections.nCopies(6, Operation.CONV_3X3), 8, 1);
    assertThat(design.macs(shape)).isEqualTo(stem + cells + toFourteen + toSeven + 32 * 10);
    assertThat(design.parameters(shape)).isEqualTo(91_842); // as PyTorch counts them
  }

  private static List<Row> benchmark() throws IOException {
    Path table =
        Path.of(System.getProperty("kendall.root"), "../shared/data/nas/nasbench201.csv.gz");
    assumeTrue(Files.exists(table), "skipped: there is no " + table);
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(table)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(","));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        rows.add(
            new Row(
                design(cells[header.indexOf("arch_str")]),
                Double.parseDouble(cells[header.indexOf("mflops_cifar10")]),
                Long.parseLong(cells[header.indexOf("params_cifar10")])));
      }
    }
    assertThat(rows).hasSize(15_625);
    return rows;
  }

  private static CellNetwork design(String architecture) {
    Matcher edges = EDGE.matcher(architecture);
    return new CellNetwork(edges.results().map(edge -> NAMES.get(edge.group(1))).toList(), 16, 5);
  }
}
