package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The baseline that knows nothing of graphs: the code says of each option whether it was taken, and
 * the head, a multilayer perceptron, does the rest (Ning et al., ECCV 2020, section 4.2).
 * Isomorphic candidates have different codes; the canonical candidate is the one that is encoded.
 *
 * <p>Differs from the paper's: one number for each option of each choice, where the authors feed
 * the options' indices as numbers.
 */
@Setting("No encoder at all: the options taken are given to the head, one number for each.")
public record Mlp() implements Encoder {
  @Override
  public void check(SearchSpace<?> space) {
    // every space has tokens
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    return new Network(space);
  }

  private record Network(SearchSpace<?> space) implements EncoderNetwork<int[]> {
    @Override
    public int width() {
      return space.choices().stream().mapToInt(Choice::size).sum();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public int[] view(Candidate canonical) {
      return space.tokens(canonical);
    }

    @Override
    public Batch together(List<int[]> views) {
      List<Choice> choices = space.choices();
      int width = width();
      return Batch.ofEach(
          views.size(),
          0,
          (manager, parameters) -> {
            NDArray codes = manager.zeros(new Shape(views.size(), width)); // (views, width)
            FloatBuffer ones = codes.toByteBuffer(true).asFloatBuffer();
            for (int row = 0; row < views.size(); row++) {
              int first = row * width;
              for (int choice = 0; choice < choices.size(); choice++) {
                ones.put(first + views.get(row)[choice], 1);
                first += choices.get(choice).size();
              }
            }
            return codes;
          });
    }
  }
}
