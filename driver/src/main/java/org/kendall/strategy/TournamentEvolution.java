package org.kendall.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * The evolution by which OMS-DPM finds model schedules (Liu et al., ICML 2023, section 4.3, and the
 * authors' code): in each generation children of winners of small tournaments join the population,
 * of which the best by prediction are kept. Children have one parent; up to ten of its choices are
 * drawn anew. It begins with a single candidate.
 *
 * <p>Differs from the authors' code: candidates that mean the same are met once; those evaluated or
 * under way are not met at all; costs are those of the problem, and the first candidate needs to
 * keep within limits only, not near them; a choice is drawn anew among the options that the space
 * allows beside the others as they are then.
 */
@Setting("Evolution by mutation and tournaments, from a single candidate, as for model schedules.")
public record TournamentEvolution(
    @Setting(value = "The best by prediction, which are kept.", byDefault = "40") int population,
    @Setting(value = "Drawn for each child; the best is its parent.", byDefault = "2") int sample,
    @Setting(value = "Choices that are drawn anew at most.", byDefault = "10") int changes,
    @Setting(value = "Children of a generation.", byDefault = "40") int children,
    @Setting(value = "Tries at children in a generation.", byDefault = "200") int tries,
    @Setting(value = "Generations.", byDefault = "500") int generations)
    implements InnerSearch {
  /** Chance of each choice to be drawn anew while the first candidate is brought within limits. */
  private static final double REPAIR = 0.1;

  private static final int REPAIRS = 2_000;

  public TournamentEvolution {
    requirePositive("population", population);
    requirePositive("sample", sample);
    requirePositive("changes", changes);
    requirePositive("children", children);
    requirePositive("generations", generations);
    if (tries < children) {
      throw new IllegalArgumentException(
          "The tries (%d) must not be fewer than the children (%d).".formatted(tries, children));
    }
  }

  private static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("The %s (%d) must be positive.".formatted(what, number));
    }
  }

  /** With the settings of the authors' code, for so many generations. */
  public TournamentEvolution(int generations) {
    this(40, 2, 10, 40, 200, generations);
  }

  /** The last population, or as many of the best as are asked for. */
  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    Run run = new Run(ask, random);
    int kept = Math.max(population, ask.count());
    List<Scored> known = InnerEvolution.scored(ranking, run.first());
    for (int i = 0; i < generations && !known.isEmpty(); i++) {
      List<Scored> all = new ArrayList<>(known);
      all.addAll(InnerEvolution.scored(ranking, run.children(known)));
      known = Best.of(all, kept);
    }
    return known.size() < ask.count() ? filled(known, ranking, run) : known;
  }

  /** With others, where too few were met. */
  private static List<Scored> filled(List<Scored> known, Ranking ranking, Run run) {
    List<Candidate> drawn = new ArrayList<>(run.fresh.draw(run.ask.count(), run.random));
    known.forEach(one -> drawn.remove(one.candidate()));
    List<Scored> all = new ArrayList<>(known);
    all.addAll(InnerEvolution.scored(ranking, drawn));
    return all;
  }

  /** One search on its way. */
  private final class Run {
    private final Ask ask;
    private final Problem<?> problem;
    private final SearchSpace<?> space;
    private final List<Choice> choices;
    private final FreshCandidates fresh;
    private final RandomGenerator random;
    private final Set<Candidate> met = new HashSet<>();

    Run(Ask ask, RandomGenerator random) {
      this.ask = ask;
      this.problem = ask.problem();
      this.space = problem.space();
      this.choices = space.choices();
      this.fresh = new FreshCandidates(ask);
      this.random = random;
    }

    /** One candidate, of a random one brought within the limits; none where there is none. */
    List<Candidate> first() {
      Candidate current = space.random(random);
      for (int i = 0; i < REPAIRS; i++) {
        Optional<Candidate> found = meet(current);
        if (found.isPresent()) {
          return List.of(found.get());
        }
        Candidate changed = space.allows(current) ? repaired(current) : space.random(random);
        boolean isNoWorse = !space.allows(current) || excess(changed) <= excess(current);
        current = isNoWorse ? changed : current;
      }
      List<Candidate> drawn = fresh.draw(1, random);
      met.addAll(drawn);
      return drawn;
    }

    private Candidate repaired(Candidate current) {
      int[] some =
          IntStream.range(0, choices.size()).filter(i -> random.nextDouble() < REPAIR).toArray();
      return redrawn(current, some);
    }

    /** The largest of the costs over their limits, 1 where all are kept. */
    private double excess(Candidate candidate) {
      Map<String, Double> costs = problem.costs(candidate);
      return problem.limits().entrySet().stream()
          .mapToDouble(limit -> Math.max(1, costs.get(limit.getKey()) / limit.getValue()))
          .max()
          .orElse(1);
    }

    List<Candidate> children(List<Scored> parents) {
      List<Candidate> found = new ArrayList<>();
      for (int i = 0; i < tries && found.size() < children; i++) {
        Candidate parent = winner(parents);
        int[] places =
            IntStream.generate(() -> random.nextInt(choices.size()))
                .distinct()
                .limit(1 + random.nextInt(Math.min(changes, choices.size())))
                .toArray();
        meet(redrawn(parent, places)).ifPresent(found::add);
      }
      return found;
    }

    /** The best of some different ones. */
    private Candidate winner(List<Scored> parents) {
      return IntStream.generate(() -> random.nextInt(parents.size()))
          .distinct()
          .limit(Math.min(sample, parents.size()))
          .mapToObj(parents::get)
          .reduce((one, other) -> other.gain() > one.gain() ? other : one)
          .orElseThrow()
          .candidate();
    }

    /** Draws some choices anew, one after the other. */
    private Candidate redrawn(Candidate candidate, int... places) {
      Candidate current = candidate;
      for (int place : places) {
        Candidate before = current;
        Candidate[] allowed =
            IntStream.range(0, choices.get(place).size())
                .mapToObj(option -> before.with(place, option))
                .filter(space::allows)
                .toArray(Candidate[]::new);
        current = allowed[random.nextInt(allowed.length)];
      }
      return current;
    }

    /** The canonical form, where it may be proposed and was not met before. */
    private Optional<Candidate> meet(Candidate candidate) {
      if (!space.allows(candidate)) {
        return Optional.empty();
      }
      Candidate form = space.canonical(candidate);
      return fresh.isFresh(form) && met.add(form) ? Optional.of(form) : Optional.empty();
    }
  }
}
