package org.kendall.jobs;

import java.time.Duration;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Stage;
import org.kendall.search.Progress;
import org.kendall.search.RunDirectory;
import org.kendall.search.SearchPlan;
import org.kendall.spark.Cluster;

/** Shows a person how a search goes on: a bar on a terminal, a line now and then elsewhere. */
final class Console implements AutoCloseable {
  private static final long LINE_EVERY_MILLIS = 10_000;

  /** So many trials must have ended before their pace says anything. */
  private static final int TELLING = 3;

  private final Words words;
  private final boolean terminal = System.console() != null;
  private Stage stage;
  private ProgressBar bar;
  private long stageStartedMillis;
  private int endedBefore;
  private long lastLineMillis;

  private Console(Words words) {
    this.words = words;
  }

  /** What is said of how far a stage is. */
  private interface Words {
    String name(Stage stage);

    String standing(Progress progress);
  }

  /** For a search. */
  static Console of(SearchPlan plan, Cluster cluster, RunDirectory directory) {
    greet(plan, cluster, directory);
    return new Console(new OfSearch(plan.problem().objective()));
  }

  /** For what is done before a search: it has one stage, and no best. */
  static Console ofPreparation(SearchPlan plan, Cluster cluster, RunDirectory directory) {
    greet(plan, cluster, directory);
    return new Console(new OfPreparation());
  }

  private static void greet(SearchPlan plan, Cluster cluster, RunDirectory directory) {
    System.err.println(
        Plain.text(
            "%s on %s, %d slots; run directory %s"
                .formatted(plan.job(), cluster.master(), cluster.slots(), directory)));
    if (!cluster.webPage().isEmpty()) {
      System.err.println("Spark's pages: " + cluster.webPage());
    }
  }

  private record OfSearch(Metric objective) implements Words {
    @Override
    public String name(Stage stage) {
      return stage.label();
    }

    @Override
    public String standing(Progress progress) {
      return ", best %s%s%s"
          .formatted(
              text(progress.best()),
              objective.unit().isEmpty() ? "" : " " + objective.unit(),
              progress.tau().isPresent() ? ", tau " + text(progress.tau()) : "");
    }
  }

  private record OfPreparation() implements Words {
    @Override
    public String name(Stage stage) {
      return "preparation";
    }

    @Override
    public String standing(Progress progress) {
      return "";
    }
  }

  void show(Progress progress) {
    if (progress.stage() != stage) {
      startStage(progress);
    }
    if (terminal) {
      bar.maxHint(progress.planned());
      bar.stepTo(progress.ended());
      bar.setExtraMessage(" " + details(progress));
    } else {
      showLine(progress);
    }
  }

  private void startStage(Progress progress) {
    close();
    stage = progress.stage();
    stageStartedMillis = System.currentTimeMillis();
    endedBefore = Math.max(0, progress.ended() - 1);
    lastLineMillis = 0;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(words.name(stage))
              .setInitialMax(progress.planned())
              .startsFrom(endedBefore, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }
  }

  private void showLine(Progress progress) {
    long now = System.currentTimeMillis();
    boolean last = progress.ended() == progress.planned();
    if (last || now - lastLineMillis >= LINE_EVERY_MILLIS) {
      lastLineMillis = now;
      System.err.printf(
          "%-8s %d/%d trials, %s%s%n",
          words.name(stage),
          progress.ended(),
          progress.planned(),
          details(progress),
          last ? "" : ", " + timeLeft(progress, now));
    }
  }

  private String details(Progress progress) {
    return Plain.text(
        "%d failed, %d in flight%s"
            .formatted(progress.failed(), progress.inFlight(), words.standing(progress)));
  }

  private String timeLeft(Progress progress, long nowMillis) {
    int ended = progress.ended() - endedBefore;
    if (ended < TELLING) {
      return "time left unknown yet";
    }
    long left = (nowMillis - stageStartedMillis) * (progress.planned() - progress.ended()) / ended;
    return "about %d s left".formatted(Math.round(left / 1000.0));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? "%.4g".formatted(value.getAsDouble()) : "-";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
