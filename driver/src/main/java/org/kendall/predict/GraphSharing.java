package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.predict.SharedGraphs.Parts;
import org.kendall.predict.SharedGraphs.Slots;
import org.kendall.space.CellGraph;
import org.kendall.space.EdgeGraph;
import org.kendall.space.NodeGraph;

/**
 * How cells are laid together as {@link SharedGraphs}.
 *
 * <p>The kinds of messages are the operations of the space, then {@link #open}, by which a node
 * keeps what it has or passes it on unchanged, then {@link #shut}, which carries nothing.
 *
 * @param operations how many the space has
 * @param cells how many make an architecture
 * @param inputs of each cell
 */
record GraphSharing(
    int operations,
    int cells,
    int inputs,
    Gates.SelfLoops selfLoops,
    Gates.Residual residual,
    Gates.Readout readout) {

  int open() {
    return operations;
  }

  int shut() {
    return operations + 1;
  }

  int kinds() {
    return operations + 2;
  }

  private int kind(int operation) {
    return operation == CellGraph.PASS ? open() : operation;
  }

  /** Lays architectures together, each a list of its cells. */
  SharedGraphs of(List<List<CellGraph>> architectures) {
    Numbers inner = new Numbers();
    Numbers outputs = new Numbers();
    Numbers rows = new Numbers();
    boolean inputsKeep = residual != Gates.Residual.NONE || selfLoops != Gates.SelfLoops.NONE;
    for (int input = 0; input < cells * inputs; input++) {
      inner.add(inputsKeep ? new int[] {input * kinds() + open()} : new int[0]);
    }
    int[] rowOf = new int[architectures.size()];
    for (int i = 0; i < rowOf.length; i++) {
      int[] row = new int[cells];
      for (int cell = 0; cell < cells; cell++) {
        row[cell] =
            new Unfolding(architectures.get(i).get(cell), cell * inputs, inner).output(outputs);
      }
      rowOf[i] = rows.numberOf(row);
    }
    return new Messages(inner, outputs).shared(rows, rowOf);
  }

  /** Numbers lists by what is in them. */
  private static final class Numbers {
    private final Map<Parts, Integer> numbers = new HashMap<>();
    private final List<int[]> lists = new ArrayList<>();

    void add(int[] list) {
      lists.add(list);
    }

    int numberOf(int[] list) {
      Integer known = numbers.putIfAbsent(new Parts(list), lists.size());
      if (known == null) {
        lists.add(list);
        return lists.size() - 1;
      }
      return known;
    }
  }

  /**
   * Follows one cell from its output back to its inputs. A node's list holds what it keeps of
   * itself, as {@code -1 - kind}, then the messages it receives, as {@code node * kinds + kind}; an
   * output's list the nodes of its cell, as {@code -1 - node}, then the messages.
   */
  private final class Unfolding {
    private static final int UNKNOWN = -1;

    private final Numbers inner;
    private final int[] numbers;
    private final int[] own;
    private final int[] from;
    private final int[] to;
    private final int[] kind;

    Unfolding(CellGraph cell, int firstInput, Numbers inner) {
      this.inner = inner;
      this.numbers = new int[cell.nodes()];
      this.own = new int[cell.nodes()];
      Arrays.fill(numbers, inputs, numbers.length, UNKNOWN);
      for (int input = 0; input < inputs; input++) {
        numbers[input] = firstInput + input;
      }
      Arrays.fill(own, open());
      int edges = cell instanceof NodeGraph graph ? graph.links().size() : edges(cell).size();
      from = new int[edges];
      to = new int[edges];
      kind = new int[edges];
      if (cell instanceof NodeGraph graph) {
        read(graph);
      } else {
        read(edges(cell));
      }
    }

    private static List<EdgeGraph.Edge> edges(CellGraph cell) {
      return cell.onEdges().edges();
    }

    private void read(NodeGraph graph) {
      for (int node = 0; node < own.length; node++) {
        own[node] = kind(graph.operations().get(node));
      }
      for (int i = 0; i < from.length; i++) {
        NodeGraph.Link link = graph.links().get(i);
        from[i] = link.from();
        to[i] = link.to();
        kind[i] = own[link.to()];
      }
    }

    private void read(List<EdgeGraph.Edge> edges) {
      for (int i = 0; i < from.length; i++) {
        from[i] = edges.get(i).from();
        to[i] = edges.get(i).to();
        kind[i] = kind(edges.get(i).operation());
      }
    }

    int output(Numbers outputs) {
      int[] received = received(numbers.length - 1, new int[0]);
      if (readout == Gates.Readout.OUTPUT) {
        return outputs.numberOf(received);
      }
      int[] nodes = new int[numbers.length];
      int count = 0;
      for (int node = inputs; node < numbers.length - 1; node++) {
        if (numbers[node] != UNKNOWN) {
          nodes[count++] = -1 - numbers[node];
        }
      }
      Arrays.sort(nodes, 0, count);
      int[] list = Arrays.copyOf(nodes, count + received.length);
      System.arraycopy(received, 0, list, count, received.length);
      return outputs.numberOf(list);
    }

    private int number(int node) {
      if (numbers[node] == UNKNOWN) {
        numbers[node] = inner.numberOf(received(node, kept(node)));
      }
      return numbers[node];
    }

    private int[] kept(int node) {
      int loop = -1 - own[node];
      int residue = -1 - open();
      boolean loops = selfLoops == Gates.SelfLoops.GATED;
      if (residual == Gates.Residual.ALL) {
        return loops ? new int[] {residue, loop} : new int[] {residue};
      }
      return loops ? new int[] {loop} : new int[0];
    }

    private int[] received(int node, int[] kept) {
      int[] messages = Arrays.copyOf(kept, kept.length + from.length);
      int count = kept.length;
      for (int i = 0; i < from.length; i++) {
        if (to[i] == node) {
          messages[count++] = number(from[i]) * kinds() + kind[i];
        }
      }
      int[] list = Arrays.copyOf(messages, count);
      Arrays.sort(list);
      return list;
    }
  }

  /** Numbers the messages that somebody receives. */
  private final class Messages {
    private final Numbers inner;
    private final Numbers outputs;
    private final int[] numbers; // of each pair of node and kind; 0 where nobody receives it
    private int count = 1;

    Messages(Numbers inner, Numbers outputs) {
      this.inner = inner;
      this.outputs = outputs;
      numbers = new int[inner.lists.size() * kinds()];
      for (int node = 0; node < inner.lists.size(); node++) {
        for (int part : inner.lists.get(node)) {
          numbers[message(part, node)] = 1;
        }
      }
      for (int[] list : outputs.lists) {
        for (int part : list) {
          if (part >= 0) {
            numbers[part] = 1;
          }
        }
      }
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] > 0 ? count++ : 0;
      }
    }

    private int message(int part, int node) {
      return part >= 0 ? part : node * kinds() + (-1 - part);
    }

    SharedGraphs shared(Numbers rows, int[] rowOf) {
      int[] senders = new int[count];
      int[] kinds = new int[count];
      kinds[0] = shut();
      for (int i = 0; i < numbers.length; i++) {
        if (numbers[i] > 0) {
          senders[numbers[i]] = i / kinds();
          kinds[numbers[i]] = i % kinds();
        }
      }
      float[] counts = new float[outputs.lists.size()];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = 1 + nodesIn(outputs.lists.get(i));
      }
      return new SharedGraphs(
          senders, kinds, ofNodes(), ofOutputs(), counts, Slots.of(rows.lists), rowOf);
    }

    /** How many nodes a list begins with. */
    private static int nodesIn(int[] list) {
      int count = 0;
      while (count < list.length && list[count] < 0) {
        count++;
      }
      return count;
    }

    private Slots ofNodes() {
      List<int[]> lists = new ArrayList<>(inner.lists.size());
      for (int node = 0; node < inner.lists.size(); node++) {
        int[] list = inner.lists.get(node).clone();
        for (int i = 0; i < list.length; i++) {
          list[i] = numbers[message(list[i], node)];
        }
        lists.add(list);
      }
      return Slots.of(lists);
    }

    private Slots ofOutputs() {
      List<int[]> lists = new ArrayList<>(outputs.lists.size());
      for (int[] parts : outputs.lists) {
        int[] list = parts.clone();
        for (int i = 0; i < list.length; i++) {
          list[i] = list[i] < 0 ? count + (-1 - list[i]) : numbers[list[i]];
        }
        lists.add(list);
      }
      return Slots.of(lists);
    }
  }
}
