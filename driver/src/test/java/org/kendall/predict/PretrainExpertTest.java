package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kendall.predict.PredictorContract.sample;
import static org.kendall.predict.ProxyCells.SMALL;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.InformedCells;
import org.kendall.evaluate.Preparation;
import org.kendall.space.SearchSpace;

class PretrainExpertTest {
  @TempDir private static Path folder;
  private static ProxyCells cells;

  @BeforeAll
  static void writeProxies() throws IOException {
    cells = ProxyCells.in(folder);
  }

  private static SearchSpace<?> space() {
    return cells.with("good", "useless");
  }

  private static Dele predictor() {
    return ProxyCells.dele();
  }

  @Test
  void anExpertLearnsToRankByItsKind() {
    PretrainExpert good =
        ProxyCells.dele(SMALL, 1, new Pretraining(60, 600, 64, 3e-3, Decay.NONE, 1))
            .trainings(space())
            .get(0);
    assertThat(good.train().tau()).isGreaterThan(0.7);
  }

  @Test
  void candidatesWithoutAValueAreLeftOutForThatExpertAndCounted() {
    InformedCells<?> space = cells.with("good", "sparse");
    List<PretrainExpert> trainings = predictor().trainings(space);
    int drawn = predictor().pretraining().draw(space).size();
    assertThat(trainings.get(0).train().missing()).isZero();
    PretrainExpert.Trained sparse = trainings.get(1).train();
    assertThat(sparse.missing()).isBetween(drawn / 4, drawn / 2);
    assertThat(sparse.candidates() + sparse.missing()).isEqualTo(drawn);
  }

  @Test
  void expertsAreNamedByAllThatTheyDependOn() {
    List<String> names = predictor().preparations(space()).stream().map(Preparation::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .first()
        .asString()
        .startsWith("gates expert of good, ");
    Dele longer = ProxyCells.dele(SMALL, 61, predictor().pretraining());
    assertThat(longer.preparations(space())).isEqualTo(predictor().preparations(space()));
    Dele other = ProxyCells.dele(new Lstm(), 60, predictor().pretraining());
    assertThat(other.preparations(space()).stream().map(Preparation::name))
        .doesNotContainAnyElementsOf(names);
  }

  /** Labels are given to {@code fit} alone: whatever they are, the files hold the same bytes. */
  @Test
  void noLabelReachesWhatIsTrainedBefore() throws Exception {
    List<Scored> seen = sample(20);
    List<Scored> canary =
        seen.stream().map(one -> new Scored(one.candidate(), 1e6 - one.gain())).toList();
    List<ByteBuffer> first = filesAfterAFitTo(seen, "first");
    assertThat(filesAfterAFitTo(canary, "second")).hasSize(2).isEqualTo(first);
    assertThat(first.get(0)).isNotEqualTo(first.get(1));
  }

  private List<ByteBuffer> filesAfterAFitTo(List<Scored> seen, String name) throws Exception {
    Path run = folder.resolve(name);
    List<ByteBuffer> files = new ArrayList<>();
    predictor().fit(space(), seen, new SplittableRandom(1));
    for (Preparation preparation : predictor().preparations(space())) {
      preparation.prepare(ProxyCells.context(run));
    }
    try (var written = Files.list(run.resolve("experts"))) {
      for (Path file : written.sorted().toList()) {
        files.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
