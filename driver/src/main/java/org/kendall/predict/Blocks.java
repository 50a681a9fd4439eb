package org.kendall.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kendall.space.Candidate;

/** Candidates in pieces that bound the memory which a matrix of theirs takes. */
final class Blocks {
  /** Numbers of a matrix that are held at once: 2^21 take 16 MB. */
  private static final int NUMBERS = 1 << 21;

  private static final int ROWS = 2_048;

  private Blocks() {}

  /**
   * Some candidates, one after another.
   *
   * @param from the place of the first one
   */
  record Block(int from, List<Candidate> candidates) {}

  /** Pieces whose rows, of that many columns, are bounded together. */
  static List<Block> of(List<Candidate> candidates, int columns) {
    return ofRows(candidates, Math.max(1, Math.min(ROWS, NUMBERS / columns)));
  }

  /**
   * A number for each candidate, worked out piece by piece on all cores.
   *
   * @param columns of the matrix that a piece makes
   * @param numbers of the candidates of a piece, in their order
   */
  static double[] numbers(
      List<Candidate> candidates, int columns, Function<List<Candidate>, double[]> numbers) {
    double[] all = new double[candidates.size()];
    of(candidates, columns).parallelStream()
        .forEach(
            block -> {
              double[] own = numbers.apply(block.candidates());
              System.arraycopy(own, 0, all, block.from(), own.length);
            });
    return all;
  }

  /** Pieces of so many candidates; the last one may have fewer. */
  static List<Block> ofRows(List<Candidate> candidates, int rows) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < candidates.size(); from += rows) {
      blocks.add(
          new Block(from, candidates.subList(from, Math.min(candidates.size(), from + rows))));
    }
    return blocks;
  }
}
