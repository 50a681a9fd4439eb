package org.kendall.strategy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.Setting;

/**
 * What another recipe names with some choices drawn anew: a predictor learns from them what it may
 * change in a good candidate.
 */
@Setting("What another recipe names, with some choices drawn anew.")
public record Mutated(
    @Setting("What names the parents.") Recipe recipe,
    @Setting(value = "How many at most.", byDefault = "24") int count,
    @Setting(value = "Choices that are drawn anew at most.", byDefault = "10") int changes,
    @Setting(value = "Other seeds draw others.", byDefault = "1") long seed)
    implements Recipe {
  private static final int TRIES_FOR_EACH = 100;

  public Mutated {
    if (count < 1 || changes < 1) {
      throw new IllegalArgumentException(
          "The count (%d) and the changes (%d) must be positive.".formatted(count, changes));
    }
  }

  @Override
  public List<Candidate> candidates(Problem<?> problem, String prepared) {
    List<Candidate> parents =
        recipe.candidates(problem, prepared).stream().filter(problem::allows).toList();
    SplittableRandom random = new SplittableRandom(seed);
    Set<Candidate> children = new LinkedHashSet<>();
    for (int i = 0; !parents.isEmpty() && i < TRIES_FOR_EACH * count; i++) {
      Candidate child = child(parents.get(i % parents.size()), problem, random);
      if (children.size() < count && problem.allows(child)) {
        Candidate form = problem.space().canonical(child);
        if (!parents.contains(form)) {
          children.add(form);
        }
      }
    }
    return List.copyOf(children);
  }

  private Candidate child(Candidate parent, Problem<?> problem, SplittableRandom random) {
    List<Choice> choices = problem.space().choices();
    Candidate child = parent;
    for (int left = 1 + random.nextInt(changes); left > 0; left--) {
      int place = random.nextInt(choices.size());
      child = child.with(place, random.nextInt(choices.get(place).size()));
    }
    return child;
  }

  @Override
  public void check(Problem<?> problem) {
    recipe.check(problem);
  }
}
