package org.kendall.predict;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.InformedCells;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;

/**
 * Cells of which three low-fidelity kinds are known: good, which counts convolutions, as the labels
 * of {@link PredictorContract} do; useless, which means nothing; and sparse, which is missing of a
 * third.
 */
record ProxyCells(Path table) {
  static final Nasbench201 CELLS = new Nasbench201(16, 5);
  static final Gates SMALL =
      new Gates(
          16,
          16,
          16,
          List.of(16, 16),
          Gates.SelfLoops.NONE,
          Gates.Residual.INPUT,
          Gates.Readout.OUTPUT);

  /** Writes the table. */
  static ProxyCells in(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>(List.of("cell,good,useless,sparse"));
    CELLS
        .list()
        .forEach(
            cell ->
                lines.add(
                    "%s,%s,%s,%s"
                        .formatted(
                            CELLS.describe(cell),
                            convolutions(cell) + .1 * random.nextDouble(),
                            random.nextDouble(),
                            random.nextInt(3) == 0 ? "" : random.nextDouble())));
    return new ProxyCells(Files.write(folder.resolve("proxies.csv"), lines));
  }

  private static long convolutions(Candidate cell) {
    return Arrays.stream(cell.toArray()).filter(operation -> operation == 3).count();
  }

  InformedCells<?> with(String... columns) {
    return new InformedCells<>(
        CELLS,
        List.of(
            new LowFidelityTable(table.toString(), List.of("cell"), List.of(columns), List.of())));
  }

  /** Small experts of all kinds that the space is told. */
  static Dele dele() {
    return dele(SMALL, 60, new Pretraining(30, 300, 64, 3e-3, Decay.NONE, 1));
  }

  static Dele dele(Encoder encoder, int epochs, Pretraining pretraining) {
    return new Dele(
        encoder,
        new PairwiseHinge(),
        List.of(16),
        0,
        epochs,
        64,
        3e-3,
        Decay.NONE,
        List.of(),
        pretraining);
  }

  /** Where experts are trained. */
  static TrialContext context(Path run) {
    Trial trial = new Trial(1, Stage.SEARCH, Candidate.of(0), 1, 1);
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return new TrialContext(trial, Device.cpu(), deadline, run, run.toString());
  }
}
