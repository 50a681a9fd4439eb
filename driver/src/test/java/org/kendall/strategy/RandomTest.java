package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.kendall.search.Toy;

class RandomTest extends StrategyContract {
  @Override
  Strategy strategy() {
    return new Random();
  }

  @Test
  void whereThereAreFewerThanAskedAllAreProposed() {
    // Ten of five digits in any order: C(14, 5) = 2,002; with d * e <= 40, fewer.
    Ask ask = new Ask(Toy.problem(), History.of(List.of()), List.of(), 5_000);
    long allowed =
        java.util.stream.LongStream.range(0, 100_000)
            .mapToObj(new Toy.Digits()::at)
            .filter(c -> new Toy.Digits().canonical(c).equals(c))
            .filter(Toy.problem()::allows)
            .count();
    assertThat(allowed).isLessThan(2_002);
    assertThat(strategy().propose(ask, RandomGenerator.of("L64X128MixRandom")))
        .hasSize((int) allowed);
  }
}
