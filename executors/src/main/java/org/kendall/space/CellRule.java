package org.kendall.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When two NAS-Bench-201 cells count as one network: when the expressions of their output nodes are
 * the same text.
 *
 * <p>An expression is the node's incoming terms, sorted and joined by {@code +}. A term is {@code
 * (source)@operation}; a skip is its source itself; a zero is {@code #}. So nodes are named by what
 * they compute, not by their number, and cells that differ in the order of their nodes are equal.
 *
 * <p>Two convolutions from one source stay two terms, as each has weights of its own. Where the
 * text is coarser or finer than the networks, it is so as in the benchmark: it does not tell
 * whether a node is used twice or was built twice ({@code x+x} is one convolution doubled, or two
 * of them), and a sum that comes through a skip is sorted in as a whole (with its terms sorted in
 * one by one there would be 4,930 classes).
 */
public enum CellRule {
  /**
   * The benchmark's own rule, 6,466 classes: an edge passes a zero on only if its source is one
   * single zero, so {@code #+#} does not count as one.
   */
  BENCHMARK {
    @Override
    List<String> reduce(List<String> terms) {
      return terms;
    }
  },
  /** Zeros are left out of every sum and passed on, 5,390 classes: each is a union of those. */
  ZERO_PROPAGATION {
    @Override
    List<String> reduce(List<String> terms) {
      List<String> alive = terms.stream().filter(term -> !term.equals(ZERO)).toList();
      return alive.isEmpty() ? List.of(ZERO) : alive;
    }
  };

  private static final String INPUT = "0";
  private static final String ZERO = "#";

  /** What is left of a node's terms. */
  abstract List<String> reduce(List<String> terms);

  /** The expression of a cell's output node; equal for cells that are one network. */
  public String expression(Candidate cell) {
    List<String> nodes = new ArrayList<>(List.of(INPUT));
    int edge = 0;
    for (int node = 1; node < Nasbench201.NODES; node++) {
      List<String> terms = new ArrayList<>();
      for (int source = 0; source < node; source++) {
        terms.add(term(Nasbench201.OPERATIONS.get(cell.option(edge++)), nodes.get(source)));
      }
      Collections.sort(terms);
      nodes.add(String.join("+", reduce(terms)));
    }
    return nodes.get(nodes.size() - 1);
  }

  private static String term(String operation, String source) {
    if (operation.equals("none") || source.equals(ZERO)) {
      return ZERO;
    }
    return operation.equals("skip_connect") ? source : "(" + source + ")@" + operation;
  }
}
