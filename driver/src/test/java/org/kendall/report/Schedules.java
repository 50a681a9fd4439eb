package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.ConfirmRule;
import org.kendall.search.ProposedTrial;
import org.kendall.search.Round;
import org.kendall.search.Rounds;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.SearchPlan;
import org.kendall.search.Session;
import org.kendall.search.StopRule;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.strategy.Random;

/**
 * A search for model schedules within two budgets. Within 4 calls it finds {@code a.b.}, within 12
 * {@code abba}; nothing was predicted, so all that it tried is training too. The single model is
 * {@code a.a.} in both. Each is confirmed twice.
 */
final class Schedules {
  private static final long START = 1_750_000_000_000L;
  private static final Metric DISTANCE = Metric.minimized("distance", "");
  private static final DdimSchedules SPACE = new DdimSchedules(List.of("tiny", "large"), 4);
  private static final List<Candidate> SINGLE = List.of(SPACE.parse("a.a."));

  private Schedules() {}

  static SearchPlan plan() {
    Problem<ModelSchedule.Slots> problem =
        new Problem<>(
            SPACE,
            new Distance(),
            List.of(new Calls()),
            Map.of("calls", 12.0),
            DISTANCE,
            new Budgets("calls", List.of(4.0, 12.0)));
    return new SearchPlan(
        "schedules",
        1,
        problem,
        new Random(),
        new Rounds(Rounds.Kind.CLOSED, 2, 0),
        new StopRule(2, 0),
        new ConfirmRule(1, 2, ConfirmRule.Baseline.NONE),
        1,
        Map.of("single", SINGLE));
  }

  /** All of it. */
  static RunLog finished() {
    List<Candidate> found = List.of(SPACE.parse("a.b."), SPACE.parse("abba"));
    List<Round> rounds = new ArrayList<>();
    List<Evaluation> evaluations = new ArrayList<>();
    add(rounds, evaluations, Stage.SEARCH, found);
    add(rounds, evaluations, Stage.RIVAL, SINGLE);
    List<Candidate> confirmed = new ArrayList<>(found);
    confirmed.addAll(SINGLE);
    confirmed.addAll(List.copyOf(confirmed));
    add(rounds, evaluations, Stage.CONFIRM, confirmed);
    return new RunLog(header(), List.of(session(RunStatus.FINISHED)), rounds, evaluations);
  }

  /** Leaves the picture that a trial makes, all black. */
  static void leaveSheet(Path run, long trial, int width, int height) throws IOException {
    Path file = run.resolve("trials/%d/samples.png".formatted(trial));
    Files.createDirectories(file.getParent());
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(sheet, "png", file.toFile())).isTrue();
  }

  /** Before any trial ended. */
  static RunLog started() {
    return new RunLog(header(), List.of(session(RunStatus.RUNNING)), List.of(), List.of());
  }

  private static RunHeader header() {
    return new RunHeader(1, "0.1.0", "schedules", "", 1, DISTANCE, START);
  }

  private static Session session(RunStatus status) {
    return new Session("local[1]", 1, START, START + 20_000, status);
  }

  private static void add(
      List<Round> rounds, List<Evaluation> evaluations, Stage stage, List<Candidate> candidates) {
    List<ProposedTrial> proposed = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      int seed = 1 + Collections.frequency(candidates.subList(0, i), candidate);
      Trial trial = new Trial(evaluations.size() + 1, stage, candidate, seed, 1);
      proposed.add(new ProposedTrial(trial, OptionalDouble.empty()));
      evaluations.add(measured(trial));
    }
    rounds.add(new Round(stage, 1, proposed, OptionalInt.of(0), 0.1, START));
  }

  /** Distances over two decades: a hundredth as far where it costs more than 4. */
  private static Evaluation measured(Trial trial) {
    double cost = new Calls().cost(SPACE.decode(trial.candidate()));
    double distance = (cost > 4 ? 0.01 : 1.0) / cost + 0.001 * trial.number();
    Place place = new Place("host", "driver", "cpu", 0, START + 1000 * trial.number(), 1);
    return new Evaluation.Measured(
        trial, place, Map.of("distance", distance, "diversity", 100 - 10 * distance));
  }

  /** One for a call of the first model, three for one of the second. */
  private record Calls() implements CostModel<ModelSchedule.Slots> {
    @Override
    public String name() {
      return "calls";
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double cost(ModelSchedule.Slots schedule) {
      return schedule.calls().stream().mapToInt(model -> 1 + 2 * model).sum();
    }
  }

  /** Never asked: the tests write what was measured. */
  private record Distance() implements Evaluator<ModelSchedule.Slots> {
    @Override
    public List<Metric> metrics() {
      return List.of(DISTANCE, Metric.maximized("diversity", ""));
    }

    @Override
    public Map<String, Double> evaluate(ModelSchedule.Slots schedule, TrialContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }
}
