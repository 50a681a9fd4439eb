package org.kendall.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** Evolution on predicted scores: many generations cost less than one trial. */
@Setting("Evolution on predicted scores, in spaces too large to score whole.")
public record InnerEvolution(
    @Setting(value = "Candidates per generation.", byDefault = "100") int population,
    @Setting(value = "The best of a generation, from which the next is made.", byDefault = "20")
        int parents,
    @Setting(value = "Generations.", byDefault = "20") int generations,
    @Setting(value = "The share of children with two parents.", byDefault = "0.5") double crossover,
    @Setting(
            value = "Candidates drawn to begin with: more of them look farther from what is known.",
            byDefault = "100")
        int drawn)
    implements InnerSearch {
  /** With settings that meet 2,000 candidates. */
  public InnerEvolution() {
    this(100, 20, 20, 0.5);
  }

  /** Begins with as many as a generation has. */
  public InnerEvolution(int population, int parents, int generations, double crossover) {
    this(population, parents, generations, crossover, population);
  }

  public InnerEvolution {
    if (population < 2 || parents < 1 || parents > population || generations < 1) {
      throw new IllegalArgumentException(
          "The population (%d), parents (%d) and generations (%d) must be positive, and the parents"
                  .formatted(population, parents, generations)
              + " not more than the population.");
    }
    if (!(crossover >= 0 && crossover <= 1)) {
      throw new IllegalArgumentException("The crossover (%s) must be 0 to 1.".formatted(crossover));
    }
    if (drawn < 1) {
      throw new IllegalArgumentException("The drawn (%d) must be positive.".formatted(drawn));
    }
  }

  /** All fresh candidates that were met on the way; the best evaluated ones are parents too. */
  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    FreshCandidates fresh = new FreshCandidates(ask);
    SearchSpace<?> space = ask.problem().space();
    List<Scored> evaluated = scored(ranking, bestEvaluated(ranking, ask));
    Map<Candidate, Scored> met = new LinkedHashMap<>();
    List<Scored> generation = scored(ranking, fresh.draw(Math.max(drawn, ask.count()), random));
    generation.forEach(candidate -> met.put(candidate.candidate(), candidate));
    for (int i = 1; i < generations && !generation.isEmpty(); i++) {
      List<Scored> known = new ArrayList<>(evaluated);
      known.addAll(met.values());
      generation =
          scored(ranking, children(bestOf(known), new Offspring(space, fresh, met), random));
      generation.forEach(candidate -> met.put(candidate.candidate(), candidate));
    }
    return List.copyOf(met.values());
  }

  /** By what they were measured or, where several objectives count, by the ranking. */
  private List<Candidate> bestEvaluated(Ranking ranking, Ask ask) {
    List<Scored> within =
        Seen.of(ask.problem(), ask.history().evaluations()).stream()
            .filter(seen -> ask.problem().allows(seen.candidate()))
            .toList();
    List<Scored> worth =
        ask.problem().objectives().areSeveral()
            ? scored(ranking, within.stream().map(Scored::candidate).toList())
            : within;
    return bestOf(worth).stream().distinct().toList();
  }

  static List<Scored> scored(Ranking ranking, List<Candidate> candidates) {
    double[] scores = ranking.score(candidates);
    List<Scored> scored = new ArrayList<>(scores.length);
    for (int i = 0; i < scores.length; i++) {
      scored.add(new Scored(candidates.get(i), scores[i]));
    }
    return scored;
  }

  private List<Candidate> bestOf(List<Scored> scored) {
    return Best.of(scored, parents).stream().map(Scored::candidate).toList();
  }

  private record Offspring(
      SearchSpace<?> space, FreshCandidates fresh, Map<Candidate, Scored> met) {
    boolean isNew(Candidate child) {
      return !met.containsKey(child) && fresh.isFresh(child);
    }
  }

  private List<Candidate> children(
      List<Candidate> parents, Offspring offspring, RandomGenerator random) {
    Set<Candidate> children = new HashSet<>();
    List<Candidate> inOrder = new ArrayList<>();
    for (int attempt = 0; attempt < 20 * population && inOrder.size() < population; attempt++) {
      Candidate made = child(parents, offspring.space(), random);
      if (!offspring.space().allows(made)) {
        continue;
      }
      Candidate child = offspring.space().canonical(made);
      if (offspring.isNew(child) && children.add(child)) {
        inOrder.add(child);
      }
    }
    return inOrder;
  }

  private Candidate child(List<Candidate> parents, SearchSpace<?> space, RandomGenerator random) {
    Candidate child = parents.get(random.nextInt(parents.size()));
    if (random.nextDouble() < crossover) {
      Candidate other = parents.get(random.nextInt(parents.size()));
      for (int i = 0; i < child.size(); i++) {
        child = random.nextBoolean() ? child.with(i, other.option(i)) : child;
      }
    }
    List<Choice> choices = space.choices();
    // More than one change now and then: what a canonical form drops can come alive only by two.
    do {
      int place = random.nextInt(choices.size());
      child = child.with(place, random.nextInt(choices.get(place).size()));
    } while (random.nextBoolean());
    return child;
  }
}
