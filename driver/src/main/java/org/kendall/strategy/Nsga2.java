package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * Evolution towards a front (NSGA-II; Deb et al., "A Fast and Elitist Multiobjective Genetic
 * Algorithm: NSGA-II", IEEE Transactions on Evolutionary Computation 6(2), 2002): the population is
 * the best of the last one and its children, by the front that they stand on and then by the room
 * around them; children come of tournaments of two.
 *
 * <p>Differs from the paper: the population is read off the history, a population's size of trials
 * after the other, so that children are made before a generation is whole; choices are crossed one
 * by one, as they are names and not numbers; what was evaluated before is not evaluated again; what
 * breaks a limit is never evaluated, and what failed is no parent.
 */
@Setting("NSGA-II: evolution towards the front of several objectives.")
public record Nsga2(
    @Setting(value = "How many are parents; as many are drawn at random first.", byDefault = "40")
        int population,
    @Setting(value = "The share of children with two parents.", byDefault = "0.9") double crossover)
    implements Strategy {
  /** Children that are no fresh candidates after which one is drawn at random. */
  private static final int TRIES = 200;

  public Nsga2 {
    if (population < 2) {
      throw new IllegalArgumentException(
          "The population (%d) must be 2 at least.".formatted(population));
    }
    if (!(crossover >= 0 && crossover <= 1)) {
      throw new IllegalArgumentException("The crossover (%s) must be 0 to 1.".formatted(crossover));
    }
  }

  /** An evaluated candidate and what it is worth by each objective. */
  private record Point(Candidate candidate, double[] gains) {}

  /**
   * One of a population.
   *
   * @param rank of its front, from 0
   * @param crowding the room around it on its front
   */
  private record Member(Point point, int rank, double crowding) {
    /** The crowded comparison, better first. */
    static final Comparator<Member> BETTER =
        Comparator.comparingInt(Member::rank)
            .thenComparing(Comparator.comparingDouble(Member::crowding).reversed());
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    FreshCandidates fresh = new FreshCandidates(ask);
    List<Member> parents = population(ask);
    int first = parents.isEmpty() ? ask.count() : population - ask.proposed();
    Set<Candidate> chosen =
        new LinkedHashSet<>(fresh.draw(Math.max(0, Math.min(ask.count(), first)), random));
    while (chosen.size() < ask.count()) {
      Optional<Candidate> next =
          parents.isEmpty() ? Optional.empty() : child(parents, fresh, chosen, random);
      if (next.isEmpty()) {
        next =
            fresh.draw(chosen.size() + 1, random).stream()
                .filter(candidate -> !chosen.contains(candidate))
                .findFirst();
      }
      if (next.isEmpty()) {
        break;
      }
      chosen.add(next.get());
    }
    return chosen.stream().map(Proposal::unpredicted).toList();
  }

  private List<Member> population(Ask ask) {
    Problem<?> problem = ask.problem();
    List<Member> survivors = List.of();
    List<Evaluation> all = ask.history().evaluations();
    for (int from = 0; from < all.size(); from += population) {
      List<Point> points = new ArrayList<>(survivors.stream().map(Member::point).toList());
      for (Evaluation one : all.subList(from, Math.min(all.size(), from + population))) {
        problem
            .gains(one)
            .ifPresent(gains -> points.add(new Point(one.trial().candidate(), gains)));
      }
      survivors = best(points);
    }
    return survivors;
  }

  /** The best so many of them by the crowded comparison, best first. */
  private List<Member> best(List<Point> points) {
    int[] ranks = Dominance.ranks(points.stream().map(Point::gains).toList());
    List<Member> members = new ArrayList<>();
    for (int rank = 0; members.size() < Math.min(population, points.size()); rank++) {
      List<Point> front = new ArrayList<>();
      for (int i = 0; i < ranks.length; i++) {
        if (ranks[i] == rank) {
          front.add(points.get(i));
        }
      }
      double[] crowding = Dominance.crowding(front.stream().map(Point::gains).toList());
      for (int i = 0; i < crowding.length; i++) {
        members.add(new Member(front.get(i), rank, crowding[i]));
      }
    }
    return members.stream().sorted(Member.BETTER).limit(population).toList();
  }

  private Optional<Candidate> child(
      List<Member> parents, FreshCandidates fresh, Set<Candidate> taken, RandomGenerator random) {
    SearchSpace<?> space = fresh.space();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Candidate made = mutated(crossed(parents, random), space.choices(), random);
      if (space.allows(made)) {
        Candidate child = space.canonical(made);
        if (!taken.contains(child) && fresh.isFresh(child)) {
          return Optional.of(child);
        }
      }
    }
    return Optional.empty();
  }

  private Candidate crossed(List<Member> parents, RandomGenerator random) {
    Candidate child = winner(parents, random);
    Candidate other = winner(parents, random);
    if (random.nextDouble() < crossover) {
      for (int i = 0; i < child.size(); i++) {
        child = random.nextBoolean() ? child.with(i, other.option(i)) : child;
      }
    }
    return child;
  }

  private static Candidate winner(List<Member> parents, RandomGenerator random) {
    Member one = parents.get(random.nextInt(parents.size()));
    Member other = parents.get(random.nextInt(parents.size()));
    return (Member.BETTER.compare(other, one) < 0 ? other : one).point().candidate();
  }

  /** Each choice is drawn anew with a chance of one over their number. */
  private static Candidate mutated(Candidate parent, List<Choice> choices, RandomGenerator random) {
    Candidate child = parent;
    for (int i = 0; i < choices.size(); i++) {
      if (random.nextInt(choices.size()) == 0) {
        child = child.with(i, random.nextInt(choices.get(i).size()));
      }
    }
    return child;
  }
}
