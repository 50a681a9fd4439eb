package org.kendall.evaluate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Function;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;

/**
 * Runs one trial where it is, and turns whatever comes of it into an evaluation: a bad candidate is
 * a result, never an exception.
 */
public final class TrialRun {
  private static final int MAX_STACK = 4_000;

  private TrialRun() {}

  /**
   * Evaluates the context's trial.
   *
   * @param place makes the place from the start, in milliseconds since the epoch, and the seconds
   * @throws InterruptedException if the thread was interrupted, which no candidate is to blame for
   */
  public static <D> Evaluation of(
      Problem<D> problem, TrialContext context, Function<Took, Place> place)
      throws InterruptedException {
    long startedMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    try {
      D design = problem.space().decode(context.trial().candidate());
      Map<String, Double> metrics = problem.evaluator().evaluate(design, context);
      requireFinite(metrics);
      return new Measured(context.trial(), place.apply(took(startedMillis, start)), metrics);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // What an interrupted thread throws is not the candidate's doing, whatever it looks like.
      if (Thread.interrupted()) {
        throw new InterruptedException("The trial was interrupted.");
      }
      return new Failed(
          context.trial(), place.apply(took(startedMillis, start)), kind(e), message(e), detail(e));
    }
  }

  /** How long a trial took. */
  public record Took(long startedMillis, double seconds) {}

  private static Took took(long startedMillis, long startNanos) {
    return new Took(startedMillis, (System.nanoTime() - startNanos) / 1e9);
  }

  private static void requireFinite(Map<String, Double> metrics) {
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new TrialFailedException(
                FailureKind.DIVERGED, "The metric %s (%s) is not finite.".formatted(name, value));
          }
        });
  }

  private static FailureKind kind(Throwable thrown) {
    if (thrown instanceof TrialFailedException failed) {
      return failed.kind();
    }
    // PyTorch says so in words only, for CPU and GPU memory alike.
    boolean memory =
        thrown instanceof OutOfMemoryError
            || message(thrown).contains("out of memory")
            || message(thrown).contains("can't allocate memory");
    return memory ? FailureKind.OUT_OF_MEMORY : FailureKind.THREW;
  }

  private static String message(Throwable thrown) {
    return thrown instanceof TrialFailedException
        ? thrown.getMessage()
        : thrown.getClass().getSimpleName()
            + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
  }

  private static String detail(Throwable thrown) {
    if (thrown instanceof TrialFailedException failed && !failed.detail().isEmpty()) {
      return failed.detail();
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().substring(0, Math.min(MAX_STACK, text.toString().length()));
  }
}
