package org.kendall.search;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/**
 * Deletes the checkpoints of trials whose evaluation is in the journal. An executor that ends a
 * trial does not: were the driver killed before it hears of that, the work would be lost.
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
                  .map(evaluation -> Long.toString(evaluation.trial().number()))
                  .filter(left::contains)
                  .collect(Collectors.toSet());
      ended.forEach(number -> Storage.delete(folder + "/" + number));
    } catch (UncheckedIOException | BadDataException e) {
      LOG.info("Checkpoints that nobody needs could not be deleted: {}", e.getMessage());
    }
  }
}
