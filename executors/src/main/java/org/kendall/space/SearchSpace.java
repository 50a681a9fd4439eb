package org.kendall.space;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What can be chosen, and what a choice means. An implementation is a record of its settings: it is
 * read from a job file, travels to executors, and holds no other state.
 *
 * @param <D> the design that a candidate stands for, such as a cell or a set of named options
 */
public interface SearchSpace<D> extends Serializable {
  /** Spaces up to this size are listed by going through all candidates. */
  long LISTABLE = 1 << 17;

  /** The decisions, always the same list for equal settings. */
  List<Choice> choices();

  /** What the candidate stands for. */
  D decode(Candidate candidate);

  /**
   * The representative of all candidates that mean the same as this one. Idempotent. Candidates
   * with one canonical form are evaluated once. By default each candidate is its own.
   */
  default Candidate canonical(Candidate candidate) {
    return candidate;
  }

  /** Whether the candidate may be tried at all; costs are limited elsewhere, by constraints. */
  default boolean allows(Candidate candidate) {
    return true;
  }

  /** A short text for people, such as {@code |conv3x3~0|+...}. */
  default String describe(Candidate candidate) {
    return candidate.toString();
  }

  /**
   * Reads what {@link #describe} wrote.
   *
   * @throws IllegalArgumentException if the text is no candidate of this space
   */
  default Candidate parse(String text) {
    return Candidate.parse(text);
  }

  /** View for predictors: one token per choice. Shape (choices). */
  default int[] tokens(Candidate candidate) {
    return candidate.toArray();
  }

  /** How many candidates there are, counting those that mean the same; saturates. */
  default long size() {
    long size = 1;
    for (Choice choice : choices()) {
      if (size > Long.MAX_VALUE / choice.size()) {
        return Long.MAX_VALUE;
      }
      size *= choice.size();
    }
    return size;
  }

  /** A candidate with every option drawn uniformly, allowed or not. */
  default Candidate random(RandomGenerator random) {
    return Candidate.of(
        choices().stream().mapToInt(choice -> random.nextInt(choice.size())).toArray());
  }

  /** The candidate at a place of the enumeration, 0 .. size - 1; the first choice turns slowest. */
  default Candidate at(long place) {
    List<Choice> choices = choices();
    int[] options = new int[choices.size()];
    long rest = place;
    for (int i = options.length - 1; i >= 0; i--) {
      options[i] = (int) (rest % choices.get(i).size());
      rest /= choices.get(i).size();
    }
    return Candidate.of(options);
  }

  /** Whether {@link #list} can be asked for all candidates. */
  default boolean isListable() {
    return size() <= LISTABLE;
  }

  /** Every canonical and allowed candidate once, always in the same order. */
  default Stream<Candidate> list() {
    return LongStream.range(0, size())
        .mapToObj(this::at)
        .filter(candidate -> canonical(candidate).equals(candidate))
        .filter(this::allows);
  }
}
