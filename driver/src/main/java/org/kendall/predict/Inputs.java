package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * Candidates as a network takes them; those that mean the same are one input.
 *
 * @param canonical the candidate of each input
 * @param views one for each input
 * @param features one row for each input; rows without numbers where none are asked for
 * @param inputOf for each candidate its input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Inputs<V>(List<Candidate> canonical, List<V> views, List<float[]> features, int[] inputOf) {
  /** How candidates become inputs. */
  record Reader<V>(SearchSpace<?> space, EncoderNetwork<V> encoder, SideInput side) {
    Inputs<V> read(List<Candidate> candidates) {
      Map<Candidate, Integer> numbers = new HashMap<>(2 * candidates.size());
      List<Candidate> canonical = new ArrayList<>();
      int[] inputOf = new int[candidates.size()];
      for (int i = 0; i < inputOf.length; i++) {
        Candidate form = space.canonical(candidates.get(i));
        Integer known = numbers.putIfAbsent(form, canonical.size());
        inputOf[i] = known == null ? canonical.size() : known;
        if (known == null) {
          canonical.add(form);
        }
      }
      return new Inputs<>(
          canonical,
          canonical.stream().map(encoder::view).toList(),
          canonical.stream().map(side::of).toList(),
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
    return part(different, Arrays.stream(inputs).map(numbers::get).toArray());
  }

  /**
   * All inputs in parts whose {@code inputOf} tells the inputs here. More than one part are sorted
   * first, since candidates that begin alike have parts in common.
   */
  List<Inputs<V>> chunks(int largest) {
    IntStream numbers = IntStream.range(0, size());
    int[] order =
        size() <= largest
            ? numbers.toArray()
            : numbers
                .boxed()
                .sorted(Comparator.comparing(canonical::get, Inputs::compare))
                .mapToInt(Integer::intValue)
                .toArray();
    List<Inputs<V>> chunks = new ArrayList<>();
    for (int from = 0; from < order.length; from += largest) {
      int[] some = Arrays.copyOfRange(order, from, Math.min(order.length, from + largest));
      chunks.add(part(some, some));
    }
    return chunks;
  }

  private Inputs<V> part(int[] inputs, int[] numbers) {
    return new Inputs<>(
        Arrays.stream(inputs).mapToObj(canonical::get).toList(),
        Arrays.stream(inputs).mapToObj(views::get).toList(),
        Arrays.stream(inputs).mapToObj(features::get).toList(),
        numbers);
  }

  private static int compare(Candidate first, Candidate second) {
    for (int i = 0; i < first.size(); i++) {
      if (first.option(i) != second.option(i)) {
        return Integer.compare(first.option(i), second.option(i));
      }
    }
    return 0;
  }
}
