package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.nn.ParameterVector;
import org.kendall.predict.ScheduleTokens.Token;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.Nasbench201;
import org.kendall.space.ScheduleSpace;

class ScheduleLstmTest {
  private static final List<String> MODELS = List.of("s", "m");
  private static final int TIME = 4;
  private static final int HIDDEN = 6;

  static List<ScheduleSpace<?>> spaces() {
    return List.of(
        new DdimSchedules(MODELS, 5),
        new DpmSolverSchedules(MODELS, 4),
        new MultistepSchedules(MODELS, 5, 1));
  }

  @Test
  void slotsThatAreNotTakenHaveTimesToo() {
    DdimSchedules space = new DdimSchedules(MODELS, 5);
    assertThat(ScheduleTokens.of(space).of(space, space.parse(".b..a")))
        .containsExactly(
            new Token(List.of(0), List.of(), 0),
            new Token(List.of(2), List.of(), 200),
            new Token(List.of(0), List.of(), 400),
            new Token(List.of(0), List.of(), 600),
            new Token(List.of(1), List.of(), 800));
  }

  /** Order 2, following data, a third of a slot to the noise's end. */
  @Test
  void tokensOfMultistepSolversSayHow() {
    MultistepSchedules space = new MultistepSchedules(MODELS, 3, 1);
    Candidate candidate = Candidate.of(1, 0, 0, 0, 1, 2, 1, 1, 0, 2, 1, 0, 0, 0, 1);
    assertThat(ScheduleTokens.of(space).of(space, candidate))
        .containsExactly(
            new Token(List.of(1), List.of(1, 0), 0),
            new Token(List.of(2), List.of(2, 1), 444),
            new Token(List.of(1), List.of(1, 0), 666));
  }

  /** The middle of the way, by half the logarithm of signal to noise, is at time .305. */
  @Test
  void groupsHaveTheTimeAtWhichTheyEndAndEmptyOnesNone() {
    DpmSolverSchedules space = new DpmSolverSchedules(MODELS, 4);
    List<Token> tokens = ScheduleTokens.of(space).of(space, space.parse("... ab. b.. ..."));
    assertThat(tokens.get(0)).isEqualTo(new Token(List.of(1, 2, 0), List.of(2), 0));
    assertThat(tokens.get(1).models()).containsExactly(2, 0, 0);
    assertThat(tokens.get(1).time()).isCloseTo(304.631 - 1, within(1e-2));
    assertThat(tokens.subList(2, 4)).allMatch(new Token(List.of(0, 0, 0), List.of(0), -1)::equals);
  }

  /** The formula once more, on plain numbers. */
  @ParameterizedTest
  @MethodSource("spaces")
  void codesAreThoseOfTheFormula(ScheduleSpace<?> space) {
    ScheduleLstmNetwork network =
        (ScheduleLstmNetwork) new ScheduleLstm(3, 5, 2, TIME, HIDDEN).network(space);
    ParameterVector layout = new ParameterVector(network.parameters());
    double[] values = FiniteDifferences.draw(layout, new SplittableRandom(4));
    SplittableRandom random = new SplittableRandom(2);
    List<List<Token>> views =
        Stream.generate(() -> space.canonical(space.random(random)))
            .map(network::view)
            .limit(30)
            .toList();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray codes = network.together(views).codes(manager, layout.split(manager.create(values)));
      for (int i = 0; i < views.size(); i++) {
        assertThat(codes.get(i).toDoubleArray())
            .containsExactly(
                new PlainLstm(Plain.matrices(layout, values)).code(views.get(i)), within(1e-12));
      }
    }
  }

  @Test
  void asksForModelSchedules() {
    assertThatThrownBy(() -> new ScheduleLstm().check(new Nasbench201(16, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The encoder of model schedules asks for the candidates as model schedules; the space"
                + " Nasbench201 has no such view.\nMaybe choose another encoder, or a space of"
                + " model schedules.");
  }

  /** The encoder, number by number. */
  private static final class PlainLstm {
    private final List<double[][]> all;
    private int next;

    PlainLstm(List<double[][]> all) {
      this.all = all;
    }

    private double[][] take() {
      return all.get(next++);
    }

    private List<double[][]> take(int count) {
      next += count;
      return all.subList(next - count, next);
    }

    double[] code(List<Token> tokens) {
      double[][] inputs = tokens.stream().map(this::token).toArray(double[][]::new);
      double[][] in = take();
      double[][] back = take();
      double[] bias = Plain.plus(take()[0], take()[0]);
      double[] output = new double[HIDDEN];
      double[] cell = new double[HIDDEN];
      double[] sum = new double[HIDDEN];
      for (double[] input : inputs) {
        double[] gates =
            Plain.plus(Plain.plus(Plain.times(in, input), Plain.times(back, output)), bias);
        for (int i = 0; i < HIDDEN; i++) {
          double written = sigmoid(gates[i]) * Math.tanh(gates[2 * HIDDEN + i]);
          cell[i] = sigmoid(gates[HIDDEN + i]) * cell[i] + written;
          output[i] = sigmoid(gates[3 * HIDDEN + i]) * Math.tanh(cell[i]);
        }
        sum = Plain.plus(sum, direction(output));
      }
      return direction(sum);
    }

    /** Begins with the first parameter again for each token. */
    private double[] token(Token token) {
      next = 0;
      List<double[]> parts = new ArrayList<>();
      double[][] models = take();
      double[] asked = beside(token.models().stream().map(model -> models[model]).toList());
      if (token.models().size() > 1) {
        double[] hidden = Plain.plus(Plain.times(take(), asked), take()[0]);
        double[] bent = Arrays.stream(hidden).map(PlainLstm::sigmoid).toArray();
        asked = Plain.plus(Plain.times(take(), bent), take()[0]);
      }
      parts.add(asked);
      token.settings().forEach(value -> parts.add(take()[value]));
      double[] hidden = Plain.perceptron(take(2), waves(token.time()));
      double[] bent = Arrays.stream(hidden).map(x -> x * sigmoid(x)).toArray();
      double[] time = Plain.plus(Plain.times(take(), bent), take()[0]);
      parts.add(token.hasTime() ? time : new double[TIME]);
      return beside(parts);
    }

    private static double[] waves(double time) {
      double[] phases =
          IntStream.range(0, TIME).mapToDouble(i -> time / Math.pow(1e4, i / 3.0)).toArray();
      return beside(
          List.of(
              Arrays.stream(phases).map(Math::sin).toArray(),
              Arrays.stream(phases).map(Math::cos).toArray()));
    }

    private static double[] beside(List<double[]> parts) {
      return parts.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    private static double[] direction(double... vector) {
      double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
      return Arrays.stream(vector).map(x -> x / length).toArray();
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }
  }
}
