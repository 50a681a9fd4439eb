package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableCost;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.Nasbench101;
import org.kendall.space.SearchSpace;
import scala.reflect.ClassTag$;

@Tag("spark")
class KryoRoundTripTest {
  /** Stands for a user's settings: a nested record, an enum, a list, primitives of each size. */
  private record Widths(List<Choice> choices, Scale scale, Step step)
      implements SearchSpace<Candidate> {
    @Override
    public Candidate decode(Candidate candidate) {
      return candidate;
    }
  }

  private enum Scale {
    LINEAR,
    DOUBLING {
      @Override
      public String toString() {
        return "doubling";
      }
    }
  }

  private record Step(byte b, short s, int i, long l, float f, double d, boolean z, char c) {}

  private record Score(Duration timeLimit, Map<String, Integer> weights)
      implements Evaluator<Candidate> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("score", ""));
    }

    @Override
    public Map<String, Double> evaluate(Candidate design, TrialContext context) {
      return Map.of("score", (double) design.option(0));
    }
  }

  private record Sum(String name, String unit) implements CostModel<Candidate> {
    @Override
    public double cost(Candidate design) {
      return design.option(0);
    }
  }

  private record Stranger(int x) {}

  private static final Trial TRIAL =
      new Trial(Long.MAX_VALUE, Stage.CONFIRM, Candidate.of(0, 126, 3), -7, 0.5);
  private static final Place PLACE = new Place("host-1", "12", "gpu:1", 3, 1_700_000_000_000L, 2.5);
  private static final Problem<Candidate> PROBLEM =
      new Problem<>(
          new Widths(
              List.of(
                  Choice.ordered("width", List.of("8", "16", "32")),
                  Choice.categorical("norm", List.of("batch"))),
              Scale.DOUBLING,
              new Step((byte) 1, (short) 2, 3, 4L, 5f, 6.0, true, 'x')),
          new Score(Duration.ofMillis(1500), Map.of("a", 1, "b", 2, "c", 3)),
          List.of(new Sum("sum", "")),
          Map.of("sum", 2.0),
          Metric.maximized("score", "%"));

  private static final Problem<?> TABLE =
      new Problem<>(
          new Nasbench101(),
          new TableLookup(
              new TableSettings(
                  "hdfs://host/t.csv.gz",
                  new Nasbench101(),
                  List.of("adj", "ops"),
                  List.of(new ColumnMetric("acc", "", "%", Metric.Direction.MAXIMIZE)),
                  "seconds")),
          List.of(
              new TableCost(
                  "latency",
                  new TableSettings(
                      "hdfs://host/l.csv.gz",
                      new Nasbench101(),
                      List.of("adj", "ops"),
                      List.of(new ColumnMetric("ms", "", "ms", Metric.Direction.MINIMIZE)),
                      ""))),
          Map.of(),
          new Objectives(
              List.of(Metric.maximized("acc", "%"), Metric.minimized("latency", "ms")),
              Map.of("acc", 80.0)),
          Budgets.NONE);

  private static JavaSparkContext spark;

  @BeforeAll
  static void startSpark() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("round trip")
                .set("spark.ui.enabled", "false")
                .set("spark.serializer", KryoSerializer.class.getName())
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.registrator", KendallRegistrator.class.getName())
                .set(
                    KendallRegistrator.RECORDS,
                    JobClasses.of(PROBLEM) + "," + JobClasses.of(TABLE)));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  static Stream<Object> everythingThatTravels() {
    return Stream.of(
        PROBLEM,
        TABLE,
        TRIAL,
        Candidate.of(),
        new Measured(TRIAL, PLACE, Map.of("accuracy", 0.25)),
        new Measured(TRIAL, PLACE, Map.of("accuracy", 0.25, "loss", 1.5, "epochs", 3.0)),
        new Failed(TRIAL, PLACE, FailureKind.DIVERGED, "The loss is NaN.", ""),
        List.of(),
        List.of(TRIAL),
        List.of(TRIAL, TRIAL),
        Stream.of(TRIAL, TRIAL, TRIAL).toList(),
        Map.of(),
        Map.of("a", 1.0),
        Map.of("a", TRIAL, "b", TRIAL),
        new ArrayList<>(List.of(new Measured(TRIAL, PLACE, Map.of()))),
        new HashMap<>(Map.of(1L, TRIAL)));
  }

  @ParameterizedTest
  @MethodSource("everythingThatTravels")
  void arrivesAsItLeft(Object sent) {
    assertThat(roundTrip(sent)).isEqualTo(sent).hasSameClassAs(sent);
  }

  @Test
  void arraysArriveAsTheyLeft() {
    assertThat((Trial[]) roundTrip(new Trial[] {TRIAL, TRIAL})).containsExactly(TRIAL, TRIAL);
  }

  @Test
  void listsArriveUnmodifiable() {
    List<?> list = (List<?>) roundTrip(List.of(1, 2, 3));

    assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void trialsAndEvaluationsTravelWithATask() {
    List<Trial> trials = List.of(TRIAL, TRIAL, TRIAL);
    List<Measured> expected = trials.stream().map(KryoRoundTripTest::measured).toList();

    assertThat(spark.parallelize(trials, 2).map(KryoRoundTripTest::measured).collect())
        .isEqualTo(expected);
  }

  @Test
  void theProblemIsBroadcast() {
    var broadcast = spark.broadcast(PROBLEM);

    assertThat(spark.parallelize(List.of(1)).map(x -> broadcast.value().toString()).first())
        .isEqualTo(PROBLEM.toString());
  }

  @Test
  void classesThatNobodyRegisteredAreRefused() {
    assertThatThrownBy(() -> roundTrip(new Stranger(1)))
        .hasStackTraceContaining("Class is not registered")
        .hasStackTraceContaining(Stranger.class.getName());
  }

  private static Measured measured(Trial trial) {
    return new Measured(trial, PLACE, Map.of("accuracy", 0.5));
  }

  private static Object roundTrip(Object value) {
    SerializerInstance kryo = SparkEnv.get().serializer().newInstance();
    ByteBuffer bytes = kryo.serialize(value, ClassTag$.MODULE$.apply(Object.class));
    return kryo.deserialize(bytes, ClassTag$.MODULE$.apply(Object.class));
  }
}
