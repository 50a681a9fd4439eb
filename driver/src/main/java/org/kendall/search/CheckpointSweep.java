package org.kendall.search;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.evaluate.Evaluation;

/**
 * Deletes the checkpoints of trials whose evaluation is in the journal; of those on a ladder, when
 * they can go no further or the run has come to its end. An executor that ends a trial does not:
 * were the driver killed before it hears of that, the work would be lost.
 */
public final class CheckpointSweep {
  /** The name of the directory with the checkpoints of trials. */
  public static final String FOLDER = "checkpoints";

  private static final Logger LOG = LogManager.getLogger(CheckpointSweep.class);

  private final String folder;

  public CheckpointSweep(RunDirectory run) {
    this.folder = run.file(FOLDER).toString();
  }

  /** Of what a journal tells. */
  public void of(RunLog log) {
    try {
      Set<String> left = Set.copyOf(Storage.names(folder));
      Set<String> ended =
          left.isEmpty()
              ? Set.of()
              : log.evaluations().stream()
                  .filter(evaluation -> isOver(evaluation, log))
                  .map(evaluation -> Long.toString(evaluation.trial().home()))
                  .filter(left::contains)
                  .collect(Collectors.toSet());
      ended.forEach(number -> Storage.delete(folder + "/" + number));
    } catch (UncheckedIOException | BadDataException e) {
      LOG.info("Checkpoints that nobody needs could not be deleted: {}", e.getMessage());
    }
  }

  /** Whether no other trial may go on from it. */
  private static boolean isOver(Evaluation evaluation, RunLog log) {
    return !evaluation.trial().rung().isOnLadder()
        || evaluation.trial().fidelity() == 1
        || evaluation instanceof Evaluation.Failed
        || log.status() == RunStatus.FINISHED;
  }
}
