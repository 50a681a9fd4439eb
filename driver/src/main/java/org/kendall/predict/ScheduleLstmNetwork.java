package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.Layers;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.predict.ScheduleTokens.Token;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;

/** The encoder of model schedules on one space. */
record ScheduleLstmNetwork(ScheduleLstm settings, ScheduleSpace<?> space, ScheduleTokens tokens)
    implements EncoderNetwork<List<Token>> {
  /** Longest period of the waves that a time becomes, over two pi. */
  private static final double LONGEST = 10_000;

  @Override
  public int width() {
    return settings.hidden();
  }

  /** Models, their groups, settings of the solver, time, memory. */
  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.normal(new Shape(space.models().size() + 1L, settings.embedding())));
    if (isGrouped()) {
      parameters.addAll(group().parameters());
    }
    tokens
        .settings()
        .forEach(values -> parameters.add(Parameter.normal(new Shape(values, settings.solver()))));
    parameters.addAll(time().parameters());
    int hidden = settings.hidden();
    int gates = 4 * hidden; // input, forget, cell, output
    parameters.add(Parameter.uniform(hidden, new Shape(gates, tokenWidth())));
    parameters.add(Parameter.uniform(hidden, new Shape(gates, hidden)));
    parameters.add(Parameter.uniform(hidden, new Shape(gates)));
    parameters.add(Parameter.uniform(hidden, new Shape(gates)));
    return parameters;
  }

  private boolean isGrouped() {
    return tokens.models() > 1;
  }

  private Perceptron group() {
    return new Perceptron(
        tokens.models() * settings.embedding(), List.of(settings.group(), settings.group()));
  }

  private Perceptron time() {
    return new Perceptron(2 * settings.time(), List.of(settings.time(), settings.time()));
  }

  private int tokenWidth() {
    int models = isGrouped() ? settings.group() : settings.embedding();
    return models + tokens.settings().size() * settings.solver() + settings.time();
  }

  @Override
  public List<Token> view(Candidate canonical) {
    return tokens.of(space, canonical);
  }

  @Override
  public Batch together(List<List<Token>> views) {
    Map<Token, Integer> numbers = new LinkedHashMap<>();
    views.forEach(view -> view.forEach(token -> numbers.putIfAbsent(token, numbers.size())));
    int[] read = views.stream().flatMap(List::stream).mapToInt(numbers::get).toArray();
    List<Token> different = List.copyOf(numbers.keySet());
    return Batch.ofEach(
        views.size(),
        macs(different.size(), read.length),
        (manager, parameters) -> new Pass(manager, parameters).codes(different, read));
  }

  private long macs(int different, int read) {
    long each = time().macs(1) + (isGrouped() ? group().macs(1) : 0);
    return different * each + read * 4L * width() * (tokenWidth() + width());
  }

  /** One pass, which takes the parameters in their order. */
  private final class Pass {
    private final NDManager manager;
    private final NDList parameters;
    private int next;

    Pass(NDManager manager, NDList parameters) {
      this.manager = manager;
      this.parameters = parameters;
    }

    private NDList take(int count) {
      next += count;
      return parameters.subNDList(next - count, next);
    }

    /**
     * The codes.
     *
     * @param read for each schedule the numbers of its tokens
     * @return (schedules, hidden)
     */
    NDArray codes(List<Token> different, int[] read) {
      NDArray encoded = tokens(different); // (different, token width)
      int schedules = read.length / space.places();
      NDArray steps =
          Tensors.rows(encoded, read)
              .reshape(schedules, space.places(), tokenWidth()); // (schedules, places, token width)
      DataType type = steps.getDataType();
      Shape state = new Shape(1, schedules, width());
      NDList zeros = new NDList(manager.zeros(state, type), manager.zeros(state, type));
      return steps
          .getNDArrayInternal()
          .lstm(steps, zeros, take(4), true, 1, 0, true, false, true)
          .get(0) // all outputs (schedules, places, hidden)
          .normalize(2, 2)
          .mean(new int[] {1})
          .normalize(2, 1); // (schedules, hidden)
    }

    /** Shape (tokens, token width). */
    private NDArray tokens(List<Token> all) {
      NDList beside = new NDList(models(all));
      for (int setting = 0; setting < tokens.settings().size(); setting++) {
        int which = setting;
        int[] values = all.stream().mapToInt(token -> token.settings().get(which)).toArray();
        beside.add(Tensors.rows(take(1).get(0), values)); // (tokens, solver)
      }
      beside.add(times(all));
      return NDArrays.concat(beside, 1);
    }

    /** Shape (tokens, embedding), or (tokens, group). */
    private NDArray models(List<Token> all) {
      int[] asked =
          all.stream()
              .flatMap(token -> token.models().stream())
              .mapToInt(Integer::intValue)
              .toArray();
      NDArray models = Tensors.rows(take(1).get(0), asked).reshape(all.size(), -1);
      if (!isGrouped()) {
        return models;
      }
      NDList maps = take(4);
      NDArray hidden = Activation.sigmoid(Perceptron.linear(models, maps, 0));
      return Perceptron.linear(hidden, maps, 1);
    }

    /** Shape (tokens, time). */
    private NDArray times(List<Token> all) {
      NDList maps = take(4);
      DataType type = maps.get(0).getDataType();
      NDArray waves = waves(all).toType(type, false); // (tokens, 2 time)
      NDArray hidden = Layers.silu(Perceptron.linear(waves, maps, 0));
      return Perceptron.linear(hidden, maps, 1).mul(asked(all).toType(type, false));
    }

    /** Sines, then cosines, of each time. */
    private NDArray waves(List<Token> all) {
      int waves = settings.time();
      double[] values = new double[all.size() * 2 * waves];
      for (int row = 0; row < all.size(); row++) {
        for (int wave = 0; wave < waves; wave++) {
          double slower = Math.pow(LONGEST, wave / Math.max(1.0, waves - 1));
          double phase = all.get(row).time() / slower;
          values[row * 2 * waves + wave] = Math.sin(phase);
          values[(row * 2 + 1) * waves + wave] = Math.cos(phase);
        }
      }
      return Distances.matrix(manager, values, all.size(), 2 * waves);
    }

    /** 0 where a token has no time, else 1. Shape (tokens, 1). */
    private NDArray asked(List<Token> all) {
      double[] values = all.stream().mapToDouble(token -> token.hasTime() ? 1 : 0).toArray();
      return Distances.matrix(manager, values, all.size(), 1);
    }
  }
}
