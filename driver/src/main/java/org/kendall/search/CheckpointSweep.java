package org.kendall.search;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Trial;

/**
 * Deletes the checkpoints of trials whose evaluation is in the journal. An executor that ends a
 * trial does not: were the driver killed before it hears of that, the work would be lost.
 *
 * <p>On a ladder, those stay that another trial may go on from: of each rung the better half, of
 * which a third or so is sent on. Where one is sent on after all whose checkpoint was deleted, it
 * begins anew.
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
      if (!left.isEmpty()) {
        over(log).stream()
            .map(home -> Long.toString(home))
            .filter(left::contains)
            .forEach(home -> Storage.delete(folder + "/" + home));
      }
    } catch (UncheckedIOException | BadDataException e) {
      LOG.info("Checkpoints that nobody needs could not be deleted: {}", e.getMessage());
    }
  }

  /** The homes of trials that nothing goes on from. */
  private static Set<Long> over(RunLog log) {
    Set<Long> ended = new HashSet<>();
    Set<Long> over = new HashSet<>();
    Map<Double, List<Evaluation>> rungs = new HashMap<>();
    for (Evaluation evaluation : log.evaluations()) {
      ended.add(evaluation.trial().number());
      if (isLast(evaluation, log)) {
        over.add(evaluation.trial().home());
      } else {
        rungs
            .computeIfAbsent(evaluation.trial().fidelity(), any -> new ArrayList<>())
            .add(evaluation);
      }
    }
    Metric objective = log.header().objective();
    rungs.values().forEach(rung -> over.addAll(worseHalf(rung, objective)));
    over.removeAll(underWay(log, ended));
    return over;
  }

  /** Whether no trial of any rung may go on from it. */
  private static boolean isLast(Evaluation evaluation, RunLog log) {
    return !evaluation.trial().rung().isOnLadder()
        || evaluation.trial().fidelity() == 1
        || evaluation instanceof Evaluation.Failed
        || log.status() == RunStatus.FINISHED;
  }

  private static Set<Long> worseHalf(List<Evaluation> rung, Metric objective) {
    return rung.stream()
        .sorted(Comparator.comparingDouble(one -> -gain(one, objective)))
        .skip((rung.size() + 1) / 2)
        .map(one -> one.trial().home())
        .collect(Collectors.toSet());
  }

  private static double gain(Evaluation measured, Metric objective) {
    return objective.direction().asGain(measured.metric(objective.name()).orElseThrow());
  }

  private static Set<Long> underWay(RunLog log, Set<Long> ended) {
    return log.rounds().stream()
        .flatMap(round -> round.trials().stream())
        .map(ProposedTrial::trial)
        .filter(trial -> !ended.contains(trial.number()))
        .map(Trial::home)
        .collect(Collectors.toSet());
  }
}
