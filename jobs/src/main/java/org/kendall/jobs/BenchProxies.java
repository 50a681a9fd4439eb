package org.kendall.jobs;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.kendall.data.Table;
import org.kendall.evaluate.ImageBatches;
import org.kendall.nn.Network;
import org.kendall.nn.proxy.ImageBatch;
import org.kendall.nn.proxy.Proxies;
import org.kendall.nn.proxy.Proxy;
import org.kendall.predict.KendallTau;
import org.kendall.report.TextTable;
import org.kendall.space.Nasbench201;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code kendall bench proxies}: how far Kendall's zero-cost proxies rank cells as those that
 * NAS-Bench-Suite-Zero published (Krishnakumar et al., NeurIPS 2022).
 */
@Command(
    name = "proxies",
    description =
        "Works out zero-cost proxies of cells of NAS-Bench-201, at its own width and depth, and"
            + " compares their order with that of published scores.",
    footer = {
      "",
      "Examples:",
      "  kendall bench proxies --table nasbench201_zerocost.csv.gz --data cifar10_jpeg",
    })
public final class BenchProxies implements Callable<Integer> {
  private static final String KEY = "arch_str";

  /** The columns of the published table; the others are exact, or are not in it. */
  private static final Map<Proxy, String> PUBLISHED = published();

  @Option(
      names = "--table",
      required = true,
      description = "The published scores, with the columns cifar10_nbsz_...")
  private String table;

  @Option(names = "--data", required = true, description = "CIFAR-10, or other images.")
  private String data;

  @Option(
      names = "--cells",
      defaultValue = "100",
      description = "Cells, drawn from those with all scores (default: ${DEFAULT-VALUE}).")
  private int cells;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      description = "Draws of the weights (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--batch-size",
      defaultValue = "64",
      description = "Images in the batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Spec private CommandSpec command;

  private static Map<Proxy, String> published() {
    Map<Proxy, String> columns = new EnumMap<>(Proxy.class);
    for (Proxy proxy : EnumSet.complementOf(EnumSet.of(Proxy.PARAMS, Proxy.MACS))) {
      columns.put(proxy, "cifar10_nbsz_" + proxy.name().toLowerCase(Locale.ROOT));
    }
    columns.put(Proxy.JACOB_COV, "cifar10_nbsz_jacov");
    columns.put(Proxy.NASWOT, "cifar10_nbsz_nwot");
    return columns;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    if (cells < 3 || seeds < 1 || batchSize < 2) {
      throw new BadInputException(
          "The cells (%d) must be three at least, the seeds (%d) one, the batch size (%d) two."
              .formatted(cells, seeds, batchSize));
    }
    Table scores =
        Table.read(
            table, new Table.Columns(List.of(KEY), List.of(), List.copyOf(PUBLISHED.values())));
    int[] rows = drawn(scores);
    List<ImageBatch> images = ImageBatches.of(data, batchSize, 1);
    Nasbench201 space = new Nasbench201(16, 5);
    Proxies proxies = new Proxies(PUBLISHED.keySet(), seeds);
    double[][] ours = new double[PUBLISHED.size()][rows.length];
    long start = System.nanoTime();
    for (int i = 0; i < rows.length; i++) {
      Network network =
          space
              .decode(space.parse(scores.text(KEY, rows[i])))
              .network(images.get(0).images().shape());
      Map<Proxy, Double> measured =
          proxies.of(network, images, new Proxies.Run(i, Device.cpu(), () -> {}));
      int column = 0;
      for (Proxy proxy : PUBLISHED.keySet()) {
        ours[column++][i] = measured.get(proxy);
      }
      System.err.printf("%d of %d cells%n", i + 1, rows.length);
    }
    tell(scores, rows, ours, (System.nanoTime() - start) / 1e9 / rows.length);
    return ExitCode.DONE;
  }

  /** Rows that have all scores. */
  private int[] drawn(Table scores) {
    List<Integer> whole = new ArrayList<>();
    for (int row = 0; row < scores.rows(); row++) {
      int own = row;
      boolean hasAll =
          PUBLISHED.values().stream()
              .mapToDouble(column -> scores.numbers(column)[own])
              .allMatch(value -> Double.isFinite(value) && value > -1e8);
      if (hasAll) {
        whole.add(row);
      }
    }
    if (whole.size() < cells) {
      throw new BadInputException(
          "The cells (%d) must be at most the %,d with all scores.".formatted(cells, whole.size()));
    }
    Collections.shuffle(whole, new Random(1));
    return whole.stream().limit(cells).mapToInt(Integer::intValue).toArray();
  }

  private void tell(Table scores, int[] rows, double[][] ours, double secondsPerCell)
      throws JsonProcessingException {
    TextTable text = new TextTable();
    text.add(List.of("proxy", "tau", "Spearman", "passes", "what it is"));
    Map<String, Object> figures = new LinkedHashMap<>();
    int column = 0;
    for (Proxy proxy : PUBLISHED.keySet()) {
      double[] all = scores.numbers(PUBLISHED.get(proxy));
      double[] theirs = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        theirs[i] = all[rows[i]];
      }
      double tau = KendallTau.of(ours[column], theirs);
      double rho = new SpearmansCorrelation().correlation(ours[column], theirs);
      String name = proxy.name().toLowerCase(Locale.ROOT);
      text.add(
          List.of(
              name,
              "%.3f".formatted(tau),
              "%.3f".formatted(rho),
              "%.1f".formatted(proxy.passes()),
              proxy.text()));
      figures.put(name, Map.of("tau", tau, "spearman", rho));
      column++;
    }
    figures.put("seconds_per_cell", secondsPerCell);
    PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.printf("%,d cells, %.2f s each, all proxies together%n", rows.length, secondsPerCell);
    out.println(new ObjectMapper().writeValueAsString(figures));
    out.flush();
  }
}
