package org.kendall.strategy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Setting;

/**
 * Evolution in which the oldest die, however good they are (Real et al., "Regularized Evolution for
 * Image Classifier Architecture Search", AAAI 2019, algorithm 1): the best of a few drawn from the
 * last evaluated is mutated in one choice.
 *
 * <p>Differs from the paper: a child that was evaluated before is not evaluated again, another is
 * made; the population is read off the history, so that children of one round share it; there is no
 * mutation that changes nothing.
 */
@Setting("Regularized evolution: the best of a few of the last evaluated is mutated.")
public record RegularizedEvolution(
    @Setting(
            value = "The last so many evaluated may be parents; as many are drawn at random first.",
            byDefault = "50")
        int population,
    @Setting(
            value = "So many of the population are drawn for each child, and the best is mutated.",
            byDefault = "10")
        int sample)
    implements Strategy {
  /** Tournaments without a fresh child after which one is drawn at random. */
  private static final int TOURNAMENTS = 20;

  public RegularizedEvolution {
    if (population < 2) {
      throw new IllegalArgumentException(
          "The population (%d) must be 2 at least.".formatted(population));
    }
    if (sample < 1 || sample > population) {
      throw new IllegalArgumentException(
          "The sample (%d) must be 1 to the population (%d).".formatted(sample, population));
    }
  }

  /** With the settings that Real et al. found robust on a small space, a tenth of theirs. */
  public RegularizedEvolution() {
    this(50, 10);
  }

  @Override
  public void check(Problem<?> problem) {
    if (problem.objectives().areSeveral()) {
      throw new IllegalArgumentException(
          "This evolution looks at one objective; here are %s.\nMaybe choose strategy: nsga2."
              .formatted(problem.objectives().names()));
    }
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    FreshCandidates fresh = new FreshCandidates(ask);
    List<Scored> parents = parents(ask);
    Set<Candidate> chosen = new LinkedHashSet<>();
    chosen.addAll(fresh.draw(atRandom(ask, parents), random));
    Mutation mutation = new Mutation(ask.problem().space(), fresh);
    while (chosen.size() < ask.count()) {
      Optional<Candidate> child =
          parents.isEmpty() ? Optional.empty() : child(parents, mutation, chosen, random);
      if (child.isEmpty()) {
        child =
            fresh.draw(chosen.size() + 1, random).stream()
                .filter(candidate -> !chosen.contains(candidate))
                .findFirst();
      }
      if (child.isEmpty()) {
        break;
      }
      chosen.add(child.get());
    }
    return chosen.stream().map(Proposal::unpredicted).toList();
  }

  private List<Scored> parents(Ask ask) {
    List<Evaluation> all = ask.history().evaluations();
    return Seen.of(ask.problem(), all.subList(Math.max(0, all.size() - population), all.size()));
  }

  /** How many of the proposals belong to the first population. */
  private int atRandom(Ask ask, List<Scored> parents) {
    return parents.isEmpty()
        ? ask.count()
        : Math.min(ask.count(), Math.max(0, population - ask.proposed()));
  }

  private Optional<Candidate> child(
      List<Scored> parents, Mutation mutation, Set<Candidate> taken, RandomGenerator random) {
    for (int tournament = 0; tournament < TOURNAMENTS; tournament++) {
      Optional<Candidate> child = mutation.of(winner(parents, random), taken, random);
      if (child.isPresent()) {
        return child;
      }
    }
    return Optional.empty();
  }

  private Candidate winner(List<Scored> parents, RandomGenerator random) {
    List<Scored> drawn = new ArrayList<>(parents);
    Scored best = null;
    for (int i = 0; i < sample && i < drawn.size(); i++) {
      int place = i + random.nextInt(drawn.size() - i);
      Scored one = drawn.set(place, drawn.get(i));
      best = best == null || one.gain() > best.gain() ? one : best;
    }
    return best.candidate();
  }
}
