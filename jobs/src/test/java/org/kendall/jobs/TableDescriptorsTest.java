package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import picocli.CommandLine;

class TableDescriptorsTest {
  private static final String DESCRIPTOR =
      """
      space: nasbench101
      key: [adj, ops]
      metrics:
        - {column: acc, name: accuracy, unit: "%"}
      """;
  private static final String ROWS = "adj,ops,acc\n101,3,91\n1,,50\n";

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String job(String table, String space) {
    return """
        job: look-up
        space: %s
        evaluate: {name: table, table: %s}
        strategy: random
        stop: {trials: 2}
        """
        .formatted(space, table);
  }

  private static JobFile parse(Object table) {
    return JobFile.parse(
        "job.yaml", job(table.toString(), "nasbench101"), List.of(), Catalog.load());
  }

  private static TableSettings bound(Object table) {
    return ((TableLookup) parse(table).spec().evaluate()).table();
  }

  private static TableSettings expected(Path file) {
    ColumnMetric accuracy = new ColumnMetric("acc", "accuracy", "%", Metric.Direction.MAXIMIZE);
    return new TableSettings(
        file.toString(), new Nasbench101(), List.of("adj", "ops"), List.of(accuracy), "");
  }

  @Test
  void aTableIsDescribedByTheYamlBesideIt() throws IOException {
    for (String data : List.of("t.csv", "t.csv.gz", "t.parquet")) {
      write("t.yaml", DESCRIPTOR);
      assertThat(bound(folder.resolve(data))).isEqualTo(expected(folder.resolve(data)));
    }
  }

  @Test
  void theYamlNamesItsDataOrStandsBesideIt() throws IOException {
    Path data = write("data.csv", ROWS);
    Path named = write("named.yaml", "file: data.csv\n" + DESCRIPTOR);
    Path beside = write("data.yaml", DESCRIPTOR);
    assertThat(bound(named)).isEqualTo(expected(data));
    assertThat(bound(beside)).isEqualTo(expected(data));
    Path alone = write("alone.yaml", DESCRIPTOR);
    assertThatThrownBy(() -> bound(alone))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            alone + ":1: file is missing, and there is no alone with one of .csv");
  }

  @Test
  void knownTablesNeedNoYamlAndMayHaveOne() throws IOException {
    TableSettings shipped = bound("anywhere/nasbench201.csv.gz");
    assertThat(shipped.space()).isEqualTo(new Nasbench201(16, 5));
    assertThat(shipped.allMetrics())
        .extracting(Metric::name)
        .containsExactly(
            "cifar10_val_acc_e200",
            "cifar10_test_acc_e200",
            "cifar10_val_acc_e12",
            "cifar10_test_acc_e12",
            "mflops",
            "params",
            "training_seconds");
    write("nasbench201.yaml", DESCRIPTOR);
    Path own = folder.resolve("nasbench201.csv");
    assertThat(bound(own)).isEqualTo(expected(own));
  }

  @Test
  void aTableThatNothingDescribesIsRefused() {
    Path data = folder.resolve("t.csv");
    assertThatThrownBy(() -> parse(data))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "job.yaml:3: there is no %s to tell what the columns of the table %s mean.\nMaybe "
                .formatted(folder.resolve("t.yaml"), data));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key|kee|:2: kee is not a setting of a table.",
        "nasbench101|nasbench|:1: space (nasbench) is not a search space.",
        "[adj, ops]|[]|:2: key: The key ([]) must name a column.",
        "name: accuracy|name: Acc|:4: metrics.0: The metric name (Acc) must be in snake case.",
      })
  void whatIsWrongInADescriptorIsToldWithItsFileLineAndKey(
      String right, String wrong, String message) throws IOException {
    Path yaml = write("t.yaml", DESCRIPTOR.replace(right, wrong));
    assertThatThrownBy(() -> parse(folder.resolve("t.csv")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(yaml + message);
  }

  @Test
  void theResolvedJobHoldsTheTableAsItWasBound() throws IOException {
    write("t.yaml", DESCRIPTOR);
    JobFile job = parse(write("t.csv", ROWS));
    JobFile again = JobFile.parse("x.yaml", job.resolvedYaml(), List.of(), Catalog.load());
    assertThat(again.spec()).isEqualTo(job.spec());
    assertThat(again.digest()).isEqualTo(job.digest());
    assertThat(job.problem().objective()).isEqualTo(Metric.maximized("accuracy", "%"));
  }

  private int check(String text, StringWriter err) throws IOException {
    CommandLine kendall = Kendall.commandLine();
    kendall.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(new StringWriter()));
    return kendall.execute("check", write("job.yaml", text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'101,3,91','102,3,91','columns adj and ops.\nThe cell (102 3) must have the form'",
    "'101,3,91','101,3,n/a','holds ''n/a'' in row 1 (line 2), column acc'",
    "'101,3,91','101,3','has 2 values in row 1 (line 2), but 3 columns'",
    "'1,,50','101,3,91','holds one candidate twice: 101 3 in row 1 (line 2) and'",
    "'acc\n','accuracy\n','has no column acc; there are adj, ops, accuracy.'",
  })
  void aBadTableIsBadInput(String right, String wrong, String message) throws IOException {
    write("t.yaml", DESCRIPTOR);
    Path data = write("t.csv", ROWS.replace(right, wrong));
    StringWriter err = new StringWriter();
    assertThat(check(job(data.toString(), "nasbench101"), err)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).startsWith("The table " + data + " ").contains(message);
  }

  @Test
  void aTableOfAnotherSpaceIsBadInput() throws IOException {
    write("t.yaml", DESCRIPTOR);
    Path data = write("t.csv", ROWS);
    StringWriter err = new StringWriter();
    assertThat(check(job(data.toString(), "nasbench201"), err)).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains(
            "job.yaml:3: evaluate.table: the table %s is of the space nasbench101 (26 choices), but this job searches nasbench201 (6 choices)."
                .formatted(data));
  }

  @ParameterizedTest
  @CsvSource({
    "nasbench201.csv.gz,15625",
    "nasbench101.csv.gz,423624",
    "darts_random214_cifar10.csv.gz,214",
    "nasbench301_darts_surrogate.csv.gz,1218",
  })
  void thePublishedTablesLoadByTheirPath(String name, int rows) {
    Path file = Path.of(System.getProperty("kendall.root"), "../shared/data/nas", name);
    assumeTrue(Files.exists(file), "skipped: there is no " + file);
    Binder binder = new Binder(Catalog.load());
    TableSettings settings = binder.table(new Node.Scalar(new Origin("the test"), file.toString()));
    assertThat(BenchmarkTable.of(settings).candidates()).hasSize(rows);
  }
}
