package org.kendall.report;

import java.util.List;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Problem;
import org.kendall.search.RunLog;

/**
 * A failed trial as a person reads it.
 *
 * @param place host and device
 */
public record Failure(
    long trial,
    String stage,
    String candidate,
    String kind,
    String place,
    String message,
    String stack,
    String log) {
  private static final int SHOWN = 100;
  private static final int CHARS = 4000;

  /** The first failures of a run, with texts of a bounded length. */
  public static List<Failure> of(RunLog log, Problem<?> problem) {
    return log.evaluations().stream()
        .filter(Failed.class::isInstance)
        .limit(SHOWN)
        .map(evaluation -> of((Failed) evaluation, problem))
        .toList();
  }

  private static Failure of(Failed failed, Problem<?> problem) {
    return new Failure(
        failed.trial().number(),
        failed.trial().stage().label(),
        problem.space().describe(failed.trial().candidate()),
        failed.kind().label(),
        (failed.place().host() + " " + failed.place().device()).strip(),
        shortened(failed.message()),
        shortened(failed.stack()),
        shortened(failed.log()));
  }

  private static String shortened(String text) {
    return text.length() <= CHARS ? text : text.substring(0, CHARS) + " ...";
  }
}
