package org.kendall.space;

import java.util.Arrays;

/** All paths of a live cell from an input to the output. */
final class CellPaths {
  /** The first and the last edge of each path. */
  final int[] first;

  final int[] last;

  /** The steps of each path, a bit for each. */
  final long[] steps;

  /** The word that the operations of each path spell, identities left out. */
  final long[] word;

  /** How often each path has each operation. Shape (paths, operations). */
  final int[][] tally;

  private int size;

  CellPaths(LiveCell cell) {
    int count = count(cell);
    first = new int[count];
    last = new int[count];
    steps = new long[count];
    word = new long[count];
    tally = new int[count][];
    if (count > 0) {
      int[] ops = new int[cell.operations.size()];
      for (int input = 0; input < cell.inputs; input++) {
        walk(cell, input, new Walk(-1, -1, 0, input + 1, ops));
      }
    }
  }

  /** How many paths there are. */
  int size() {
    return size;
  }

  private record Walk(int first, int last, long steps, long word, int[] tally) {
    Walk through(LiveCell cell, int step) {
      int operation = cell.operation(step);
      if (operation == CellGraph.PASS) {
        return this;
      }
      int[] more = tally.clone();
      more[operation]++;
      boolean isIdentity = cell.kind(operation) == OperationTraits.Kind.IDENTITY;
      long longer = isIdentity ? word : word * (cell.operations.size() + 1) + operation + 1;
      return new Walk(first, last, steps | 1L << step, longer, more);
    }

    Walk along(int edge) {
      return new Walk(first < 0 ? edge : first, edge, steps, word, tally);
    }
  }

  private void walk(LiveCell cell, int node, Walk walk) {
    if (node == cell.output()) {
      first[size] = walk.first;
      last[size] = walk.last;
      steps[size] = walk.steps;
      word[size] = walk.word;
      tally[size++] = walk.tally;
      return;
    }
    for (int edge = 0; edge < cell.edges(); edge++) {
      if (cell.from[edge] == node) {
        int next = cell.to[edge];
        walk(cell, next, walk.along(edge).through(cell, edge).through(cell, cell.stepOf(next)));
      }
    }
  }

  private static int count(LiveCell cell) {
    int[] ways = new int[cell.nodes];
    Arrays.fill(ways, 0, cell.inputs, 1);
    for (int edge = 0; edge < cell.edges(); edge++) { // by target, so sources are complete
      ways[cell.to[edge]] += ways[cell.from[edge]];
    }
    return ways[cell.output()];
  }
}
