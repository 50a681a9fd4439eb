package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * A long short-term memory that reads the tokens of a candidate one after the other; its last
 * output is the code (Ning et al., ECCV 2020, section 4.2). Choices with the same options share
 * their embeddings. Isomorphic candidates have different codes; the canonical candidate is the one
 * that is encoded.
 */
@Setting("A long short-term memory that reads the options taken one after the other.")
public record Lstm(
    @Setting(value = "Numbers that stand for an option.", byDefault = "100") int embedding,
    @Setting(value = "Numbers that are remembered.", byDefault = "100") int hidden)
    implements Encoder {
  public Lstm {
    Positive.require("embedding", embedding);
    Positive.require("hidden", hidden);
  }

  /** With the settings of the paper. */
  public Lstm() {
    this(100, 100);
  }

  @Override
  public void check(SearchSpace<?> space) {
    // every space has tokens
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    return Network.of(this, space);
  }

  /**
   * The encoder on one space.
   *
   * @param firsts of each choice the row of its first option in the table of embeddings
   * @param options rows of that table
   */
  private record Network(Lstm settings, SearchSpace<?> space, List<Integer> firsts, int options)
      implements EncoderNetwork<int[]> {
    static Network of(Lstm settings, SearchSpace<?> space) {
      Map<List<String>, Integer> known = new HashMap<>();
      int options = 0;
      for (Choice choice : space.choices()) {
        options += known.putIfAbsent(choice.options(), options) == null ? choice.size() : 0;
      }
      List<Integer> firsts = space.choices().stream().map(c -> known.get(c.options())).toList();
      return new Network(settings, space, firsts, options);
    }

    @Override
    public int width() {
      return settings.hidden();
    }

    @Override
    public List<Parameter> parameters() {
      int hidden = settings.hidden();
      int gates = 4 * hidden; // input, forget, cell, output
      return List.of(
          Parameter.normal(new Shape(options, settings.embedding())),
          Parameter.uniform(hidden, new Shape(gates, settings.embedding())),
          Parameter.uniform(hidden, new Shape(gates, hidden)),
          Parameter.uniform(hidden, new Shape(gates)),
          Parameter.uniform(hidden, new Shape(gates)));
    }

    @Override
    public int[] view(Candidate canonical) {
      int[] tokens = space.tokens(canonical);
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] += firsts.get(i);
      }
      return tokens;
    }

    @Override
    public Batch together(List<int[]> views) {
      long each = firsts.size() * 4L * width() * (settings.embedding() + width());
      return Batch.ofEach(views.size(), views.size() * each, (m, p) -> codes(views, m, p));
    }

    private NDArray codes(List<int[]> views, NDManager manager, NDList parameters) {
      int steps = firsts.size();
      int[] tokens = views.stream().flatMapToInt(Arrays::stream).toArray();
      NDArray embedded =
          Tensors.rows(parameters.get(0), tokens)
              .reshape(views.size(), steps, settings.embedding()); // (views, steps, embedding)
      DataType type = embedded.getDataType();
      Shape state = new Shape(1, views.size(), width());
      NDList zeros = new NDList(manager.zeros(state, type), manager.zeros(state, type));
      return embedded
          .getNDArrayInternal()
          .lstm(embedded, zeros, parameters.subNDList(1), true, 1, 0, true, false, true)
          .get(1) // the last output (1, views, hidden)
          .reshape(views.size(), width());
    }
  }
}
