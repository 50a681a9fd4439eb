package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every search space must do. A space's test extends it.
 *
 * @param <D> the design that a candidate stands for
 */
public abstract class SearchSpaceContract<D> {
  private static final int LARGEST_ENUMERATION = 20_000;

  /** The space under test; equal at every call. */
  protected abstract SearchSpace<D> space();

  /** What the canonical form must keep: equal for candidates that mean the same. */
  protected abstract Object meaning(Candidate candidate);

  @Test
  void choicesAreAlwaysTheSame() {
    assertThat(space().choices()).isNotEmpty().isEqualTo(space().choices());
    assertThat(space().choices()).extracting(Choice::name).doesNotHaveDuplicates();
  }

  @Test
  void equalCandidatesDecodeToEqualDesigns() {
    candidates()
        .forEach(c -> assertThat(space().decode(c)).isNotNull().isEqualTo(space().decode(c)));
  }

  @Test
  void differentCandidatesAreDescribedDifferently() {
    Set<Candidate> candidates = new HashSet<>(candidates().toList());
    assertThat(candidates.stream().map(space()::describe)).doesNotHaveDuplicates();
  }

  @Test
  void canonicalFormIsIdempotent() {
    assertThat(candidates().map(space()::canonical))
        .allSatisfy(form -> assertThat(space().canonical(form)).isEqualTo(form));
  }

  @Test
  void canonicalFormMeansTheSame() {
    assertThat(candidates())
        .allSatisfy(
            candidate -> {
              Candidate form = space().canonical(candidate);
              assertThat(meaning(form)).isEqualTo(meaning(candidate));
              assertThat(space().allows(form)).isEqualTo(space().allows(candidate));
            });
  }

  @Test
  void randomCandidatesTakeAnOptionOfEveryChoice() {
    List<Choice> choices = space().choices();
    assertThat(randomCandidates())
        .allSatisfy(
            candidate -> {
              assertThat(candidate.size()).isEqualTo(choices.size());
              for (int i = 0; i < choices.size(); i++) {
                assertThat(candidate.option(i)).isBetween(0, choices.get(i).size() - 1);
              }
            });
    assertThat(randomCandidates().anyMatch(space()::allows)).isTrue();
  }

  @Test
  void enumerationHasEveryCandidateOnce() {
    Set<Candidate> all = new HashSet<>(candidates().toList());
    assertThat(all).hasSize((int) Math.min(space().size(), LARGEST_ENUMERATION));
    if (space().size() <= LARGEST_ENUMERATION) {
      assertThat(all).containsAll(randomCandidates().toList());
    }
  }

  @Test
  void tokensHaveOnePlacePerChoice() {
    assertThat(randomCandidates())
        .allSatisfy(c -> assertThat(space().tokens(c)).hasSize(space().choices().size()));
  }

  @Test
  void spaceTravelsAsItIs() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(space());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(space());
    }
  }

  /** Candidates spread over the enumeration: all, where the space is small. */
  private Stream<Candidate> candidates() {
    long count = Math.min(space().size(), LARGEST_ENUMERATION);
    long step = space().size() / count;
    return LongStream.range(0, count).mapToObj(place -> space().at(place * step));
  }

  private Stream<Candidate> randomCandidates() {
    Random random = new Random(1);
    return Stream.generate(() -> space().random(random)).limit(200);
  }
}
