package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

/**
 * A good job for tests that spoil it: one that comes with Kendall, as it is written or with every
 * setting written out, about tiny data.
 *
 * @param command that runs it
 */
record SampleJob(String name, String command, byte[] text) {
  private static final Path JOBS = Path.of(System.getProperty("kendall.root"), "jobs");
  private static final int ROWS = 60;

  /** Every job in both forms, as files beside a folder to which their data are written. */
  static List<SampleJob> all(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> small = small(folder);
    List<SampleJob> all = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      for (Map.Entry<String, String> change : small.entrySet()) {
        text = text.replaceAll(change.getKey(), change.getValue());
      }
      String name = file.getFileName().toString();
      List<String> settings =
          name.contains("stable-diffusion") ? TracedZoo.in(folder).settings() : List.of();
      JobTree tree = JobTree.parse(file.toString(), text, settings, Catalog.load());
      String resolved = tree.kind().check(tree).resolvedYaml();
      String command = tree.kind().label();
      all.add(new SampleJob(name + ", every setting", command, bytes(resolved, folder)));
      all.add(
          new SampleJob(
              name, command, settings.isEmpty() ? bytes(text, folder) : bytes(resolved, folder)));
    }
    assertThat(all).hasSizeGreaterThan(20);
    return all;
  }

  /** Wherever the data are, the text is the same, and is spoilt in the same places. */
  private static byte[] bytes(String text, Path folder) {
    return text.replace(folder.getParent().toString(), "${job_dir}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(JOBS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Patterns of what names data or counts their rows, and what fits tiny data instead. */
  private static Map<String, String> small(Path folder) throws IOException {
    table(
        folder,
        "table",
        "candidate,quality",
        new DdimSchedules(List.of("small", "large"), 20),
        ",1");
    Files.writeString(
        folder.resolve("table.yaml"),
        "space: {name: ddim-schedules, models: [small, large]}\nkey: [candidate]\n"
            + "metrics: [{column: quality, direction: minimize}]\n");
    table(folder, "nasbench101", "adj,ops,test_acc_e108,params", new Nasbench101(), ",90.5,1000");
    String columns =
        "arch_str,cifar10_val_acc_e200,cifar10_test_acc_e200,cifar10_val_acc_e12,cifar10_test_acc_e12,"
            + "mflops_cifar10,params_cifar10,cifar10_train_s_e200";
    table(folder, "nasbench201", columns, new Nasbench201(16, 5), ",ROW,91,80,81,7.5,1000,60");
    String proxies =
        Stream.of(
                "grad_norm,snip,grasp,fisher,jacov,plain,synflow,nwot,epe_nas,l2_norm,zen"
                    .split(","))
            .map("cifar10_nbsz_%s,"::formatted)
            .collect(Collectors.joining());
    table(
        folder,
        "nasbench201_zerocost",
        "arch_str,%scifar10_freerea_logsynflow,cifar10_freerea_naswot,cifar10_freerea_nregions"
            .formatted(proxies),
        new Nasbench201(16, 5),
        ",1".repeat(14));
    table(
        folder,
        "nasbench201_hwnasbench",
        "arch_str,cifar10_edgegpu_latency",
        new Nasbench201(16, 5),
        ",ROW");
    return Map.of(
        "table: (.*)\\.csv(\\.gz)?", "table: " + folder + "/$1.csv",
        "data: mnist", "data: digits",
        "train_rows: \\d+", "train_rows: 30",
        "sizes: .*%.*", "sizes: [10%, 50%]",
        "sizes: \\[\\d+, .*", "sizes: [10, 20]");
  }

  /** Rows of different candidates, the same for equal spaces; ROW stands for their number. */
  private static void table(
      Path folder, String name, String header, SearchSpace<?> space, String figures)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> candidates = new LinkedHashSet<>();
    while (candidates.size() < ROWS) {
      Candidate candidate = space.canonical(space.random(random));
      if (space.allows(candidate)) {
        candidates.add(space.describe(candidate).replace(' ', ','));
      }
    }
    List<String> rows = new ArrayList<>(List.of(header));
    for (String candidate : candidates) {
      rows.add(candidate + figures.replace("ROW", Integer.toString(rows.size())));
    }
    Files.write(folder.resolve(name + ".csv"), rows);
  }
}
