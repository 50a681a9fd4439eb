package org.kendall.strategy;

import java.util.List;
import java.util.stream.IntStream;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.Setting;

/** A part of what another recipe names, taken evenly out of those that the problem allows. */
@Setting("A part of what another recipe names, taken evenly.")
public record SomeOf(
    @Setting("What names more.") Recipe recipe,
    @Setting(value = "How many of it at most.", byDefault = "24") int count)
    implements Recipe {
  public SomeOf {
    if (count < 1) {
      throw new IllegalArgumentException("The count (%d) must be positive.".formatted(count));
    }
  }

  @Override
  public List<Candidate> candidates(Problem<?> problem, String prepared) {
    List<Candidate> all =
        recipe.candidates(problem, prepared).stream().filter(problem::allows).toList();
    int taken = Math.min(count, all.size());
    return IntStream.range(0, taken)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / taken)))
        .toList();
  }

  @Override
  public void check(Problem<?> problem) {
    recipe.check(problem);
  }
}
