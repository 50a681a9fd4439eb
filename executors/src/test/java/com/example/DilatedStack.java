package com.example;

import java.util.List;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** Dilated convolutions, one after the other, over a signal. */
@Setting("Dilated convolutions with kernels of 3, one after the other.")
public record DilatedStack(@Setting(value = "How many.", byDefault = "4") int layers)
    implements SearchSpace<DilatedStack.Dilations> {

  /** The distance between the taps of each layer. */
  public record Dilations(List<Integer> layers) {}

  @Override
  public List<Choice> choices() {
    return IntStream.range(0, layers)
        .mapToObj(layer -> Choice.ordered("dilation_" + layer, List.of("1", "2", "4", "8", "16")))
        .toList();
  }

  @Override
  public Dilations decode(Candidate candidate) {
    return new Dilations(IntStream.of(candidate.toArray()).mapToObj(i -> 1 << i).toList());
  }

  /** The order of the layers changes nothing: candidates that differ in it are evaluated once. */
  @Override
  public Candidate canonical(Candidate candidate) {
    return Candidate.of(IntStream.of(candidate.toArray()).sorted().toArray());
  }
}
