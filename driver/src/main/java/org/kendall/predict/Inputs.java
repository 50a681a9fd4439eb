package org.kendall.predict;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * Candidates as a network takes them; those that mean the same are one input.
 *
 * @param views one for each input
 * @param features one row for each input; rows without numbers where none are asked for
 * @param inputOf for each candidate its input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Inputs<V>(List<V> views, List<float[]> features, int[] inputOf) {
  /** How candidates become inputs. */
  record Reader<V>(SearchSpace<?> space, EncoderNetwork<V> encoder, SideInput side) {
    Inputs<V> read(List<Candidate> candidates) {
      CanonicalForms forms = CanonicalForms.of(space, candidates);
      return inputs(forms.different(), forms.formOf());
    }

    /** Each an input of its own. */
    Inputs<V> readForms(List<Candidate> different) {
      return inputs(different, IntStream.range(0, different.size()).toArray());
    }

    private Inputs<V> inputs(List<Candidate> different, int[] inputOf) {
      return new Inputs<>(
          different.stream().map(encoder::view).toList(),
          different.stream().map(side::of).toList(),
          inputOf);
    }
  }

  int size() {
    return views.size();
  }

  /** The inputs of some of the candidates, in their order. */
  Inputs<V> of(int[] candidates) {
    int[] inputs = Arrays.stream(candidates).map(i -> inputOf[i]).toArray();
    int[] different = Arrays.stream(inputs).distinct().toArray();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int input : different) {
      numbers.put(input, numbers.size());
    }
    return new Inputs<>(
        Arrays.stream(different).mapToObj(views::get).toList(),
        Arrays.stream(different).mapToObj(features::get).toList(),
        Arrays.stream(inputs).map(numbers::get).toArray());
  }
}
