package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.space.EdgeGraph;

/**
 * Many edge graphs as one graph, in which all nodes that receive the same messages are one node.
 *
 * <p>What reaches a node depends on nothing but the operations and nodes that lead to it, so equal
 * parts of different graphs need to be computed only once; graphs that differ by the order of their
 * nodes become the same output. Nodes that do not lead to an output are left out.
 *
 * <p>A message has the number {@code node * kinds + operation}. Besides the operations of the space
 * there is one more kind, the last one, for what a node keeps of itself.
 *
 * @param inner the input, which is node 0, and all nodes that send messages to others
 * @param outputs the different output nodes
 * @param outputOf for each graph the row of its output
 */
record SharedGraphs(Slots inner, Slots outputs, int[] outputOf) {
  /**
   * The numbers of the messages that each node receives.
   *
   * @param messages (nodes, width), filled up with a message that carries nothing
   */
  record Slots(int[] messages, int nodes) {
    NDArray on(NDManager manager) {
      return manager.create(messages, new Shape(nodes, messages.length / nodes));
    }
  }

  /** The kinds of messages where a space has so many operations. */
  static int kinds(int operations) {
    return operations + 1;
  }

  /**
   * Lays graphs together.
   *
   * @param operations how many the space has
   * @param none the one that carries nothing
   */
  static SharedGraphs of(List<EdgeGraph> graphs, int operations, int none) {
    int kinds = kinds(operations);
    Nodes inner = new Nodes();
    Nodes outputs = new Nodes();
    int keepsItself = kinds - 1;
    inner.numberOf(new int[] {keepsItself});
    int[] outputOf = new int[graphs.size()];
    for (int i = 0; i < outputOf.length; i++) {
      outputOf[i] = new Unfolding(graphs.get(i), kinds, none, inner).output(outputs);
    }
    return new SharedGraphs(inner.slots(none), outputs.slots(none), outputOf);
  }

  /** Numbers nodes by the messages that they receive. */
  private static final class Nodes {
    private final Map<Received, Integer> numbers = new HashMap<>();
    private final List<int[]> rows = new ArrayList<>();

    /** The number of the node that receives these messages, in ascending order. */
    int numberOf(int[] messages) {
      Integer known = numbers.putIfAbsent(new Received(messages), rows.size());
      if (known == null) {
        rows.add(messages);
        return rows.size() - 1;
      }
      return known;
    }

    /** All nodes; a message of the input by the operation none carries nothing. */
    Slots slots(int none) {
      int width = Math.max(1, rows.stream().mapToInt(row -> row.length).max().orElse(1));
      int[] slots = new int[rows.size() * width];
      Arrays.fill(slots, none);
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i), 0, slots, i * width, rows.get(i).length);
      }
      return new Slots(slots, rows.size());
    }
  }

  /** An array as a key. */
  private static final class Received {
    private final int[] messages;
    private final int hash;

    Received(int[] messages) {
      this.messages = messages;
      this.hash = Arrays.hashCode(messages);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Received that && Arrays.equals(messages, that.messages);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Follows one graph from its output back to its input. */
  private static final class Unfolding {
    private static final int UNKNOWN = -1;

    private final List<EdgeGraph.Edge> edges;
    private final int kinds;
    private final int none;
    private final Nodes inner;
    private final int[] numbers;

    Unfolding(EdgeGraph graph, int kinds, int none, Nodes inner) {
      this.edges = graph.edges();
      this.kinds = kinds;
      this.none = none;
      this.inner = inner;
      this.numbers = new int[graph.nodes()];
      Arrays.fill(numbers, 1, numbers.length, UNKNOWN);
    }

    int output(Nodes outputs) {
      return outputs.numberOf(received(numbers.length - 1));
    }

    private int number(int node) {
      if (numbers[node] == UNKNOWN) {
        numbers[node] = inner.numberOf(received(node));
      }
      return numbers[node];
    }

    private int[] received(int node) {
      int[] messages = new int[edges.size()];
      int count = 0;
      for (EdgeGraph.Edge edge : edges) {
        if (edge.to() == node && edge.operation() != none) {
          messages[count++] = number(edge.from()) * kinds + edge.operation();
        }
      }
      int[] row = Arrays.copyOf(messages, count);
      Arrays.sort(row);
      return row;
    }
  }
}
