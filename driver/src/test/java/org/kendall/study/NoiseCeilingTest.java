package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TableSettings;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class NoiseCeilingTest {
  /** The first of two choices means nothing. */
  private record Twins() implements SearchSpace<Candidate> {
    @Override
    public List<Choice> choices() {
      List<String> digits = List.of("0", "1", "2", "3");
      return List.of(Choice.ordered("idle", digits), Choice.ordered("effective", digits));
    }

    @Override
    public Candidate decode(Candidate candidate) {
      return candidate;
    }

    @Override
    public Candidate canonical(Candidate candidate) {
      return candidate.with(0, 0);
    }
  }

  private static List<Candidate> cells(String... texts) {
    return List.of(texts).stream().map(Candidate::parse).toList();
  }

  @Test
  void twinsArePredictedByTheMeanOfTheOthers() {
    // Labels 1 and 2 mean the same, 4 and 3 too; 9 has no twin. Each is predicted by its twin:
    // (1, 2), (2, 1), (4, 3), (3, 4): of six pairs four agree and two do not.
    NoiseCeiling ceiling =
        NoiseCeiling.of(
            new Twins(), cells("0.0", "1.0", "0.1", "1.1", "0.2"), new double[] {1, 2, 4, 3, 9});
    assertThat(ceiling.rows()).isEqualTo(4);
    assertThat(ceiling.tau().orElseThrow()).isCloseTo(2.0 / 6, within(1e-12));
  }

  @Test
  void aTableWithoutTwinsHasNone() {
    NoiseCeiling ceiling =
        NoiseCeiling.of(new Twins(), cells("0.0", "0.1", "0.2"), new double[] {1, 2, 3});
    assertThat(ceiling.tau()).isEmpty();
    assertThat(ceiling.rows()).isZero();
  }

  @Test
  void nasbench201LeavesAboutWhatOthersFound() {
    Path file =
        Path.of(System.getProperty("kendall.root"), "../shared/data/nas/nasbench201.csv.gz");
    assumeThat(file).exists();
    Nasbench201 space = new Nasbench201(16, 5);
    BenchmarkTable table =
        BenchmarkTable.of(
            new TableSettings(
                file.toString(),
                space,
                List.of("arch_str"),
                List.of(
                    new ColumnMetric(
                        "cifar10_test_acc_e200", "test", "%", Metric.Direction.MAXIMIZE)),
                ""));
    NoiseCeiling ceiling = NoiseCeiling.of(space, table.candidates(), table.values("test"));
    assertThat(ceiling.tau().orElseThrow()).isCloseTo(0.929, within(0.01));
  }
}
