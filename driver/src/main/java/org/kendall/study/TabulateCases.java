package org.kendall.study;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/**
 * All that is measured for a table: of each candidate the first evaluator's metrics from every
 * seed, and those of the others once. A case is written as its candidate with two options more. The
 * seed turns faster than the candidate, so a table that is not at its end has whole rows.
 *
 * @param candidates canonical, all different
 * @param seeds 1 to this
 * @param evaluators their names; the first is repeated
 */
public record TabulateCases<D>(
    SearchSpace<D> space, List<Candidate> candidates, int seeds, List<String> evaluators)
    implements SearchSpace<TabulateCase<D>> {
  /** Draws that may find nothing new before a space counts as drawn empty. */
  private static final int PATIENCE = 100_000;

  public TabulateCases {
    candidates = List.copyOf(candidates);
    evaluators = List.copyOf(evaluators);
    if (seeds < 1 || seeds > Choice.MAX_OPTIONS) {
      throw new IllegalArgumentException(
          "The seeds (%d) must be 1 to %d.".formatted(seeds, Choice.MAX_OPTIONS));
    }
    if (new HashSet<>(evaluators).size() < evaluators.size()) {
      throw new IllegalArgumentException("The evaluators (%s) must differ.".formatted(evaluators));
    }
  }

  /**
   * Different candidates of a space that it allows, drawn evenly from those that there are.
   *
   * @param count 0 for all
   * @throws IllegalArgumentException if there are not so many, or all of too many are asked for
   */
  public static List<Candidate> draw(SearchSpace<?> space, int count, RandomGenerator random) {
    if (space.isListable()) {
      List<Candidate> all = space.list().toList();
      requireEnough(all.size(), count);
      int[] order = IntStream.range(0, all.size()).toArray();
      int wanted = count == 0 ? all.size() : count;
      for (int i = 0; count > 0 && i < wanted; i++) {
        int other = random.nextInt(i, order.length);
        int place = order[i];
        order[i] = order[other];
        order[other] = place;
      }
      return Arrays.stream(order).limit(wanted).mapToObj(all::get).toList();
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "The candidates (0, that is all) are too many: the space has %,d.\nMaybe name a number."
              .formatted(space.size()));
    }
    return drawn(space, count, random);
  }

  private static List<Candidate> drawn(SearchSpace<?> space, int count, RandomGenerator random) {
    Set<Candidate> drawn = new LinkedHashSet<>();
    for (int inVain = 0; drawn.size() < count && inVain < PATIENCE; inVain++) {
      Candidate candidate = space.canonical(space.random(random));
      if (space.allows(candidate) && drawn.add(candidate)) {
        inVain = 0;
      }
    }
    requireEnough(drawn.size(), count);
    return List.copyOf(drawn);
  }

  private static void requireEnough(int found, int count) {
    if (count > found) {
      throw new IllegalArgumentException(
          "The candidates (%,d) must be at most the %,d that there are.".formatted(count, found));
    }
  }

  @Override
  public List<Choice> choices() {
    return Stream.concat(
            space.choices().stream(),
            Stream.of(
                Choice.ordered(
                    "seed of the table",
                    IntStream.rangeClosed(1, seeds).mapToObj(Integer::toString).toList()),
                Choice.categorical("evaluator of the table", evaluators)))
        .toList();
  }

  @Override
  public TabulateCase<D> decode(Candidate one) {
    int last = one.size() - 1;
    Candidate candidate = candidate(one);
    return new TabulateCase<>(
        candidate, space.decode(candidate), one.option(last), one.option(last - 1) + 1);
  }

  /** The candidate that a case is about. */
  public Candidate candidate(Candidate one) {
    return Candidate.of(Arrays.copyOf(one.toArray(), one.size() - 2));
  }

  @Override
  public String describe(Candidate one) {
    int last = one.size() - 1;
    return "%s of %s, seed %d"
        .formatted(
            evaluators.get(one.option(last)),
            space.describe(candidate(one)),
            one.option(last - 1) + 1);
  }

  @Override
  public long size() {
    return (long) candidates.size() * (seeds + evaluators.size() - 1);
  }

  @Override
  public boolean isListable() {
    return true;
  }

  @Override
  public Stream<Candidate> list() {
    return candidates.stream().flatMap(this::casesOf);
  }

  Stream<Candidate> casesOf(Candidate candidate) {
    return Stream.concat(
        IntStream.range(0, seeds).mapToObj(seed -> withTwo(candidate, seed, 0)),
        IntStream.range(1, evaluators.size()).mapToObj(other -> withTwo(candidate, 0, other)));
  }

  private static Candidate withTwo(Candidate candidate, int seed, int evaluator) {
    int[] options = Arrays.copyOf(candidate.toArray(), candidate.size() + 2);
    options[candidate.size()] = seed;
    options[candidate.size() + 1] = evaluator;
    return Candidate.of(options);
  }
}
