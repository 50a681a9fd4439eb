package org.kendall.space;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** The graph hash of NAS-Bench-101 (its graph_util.py), which tells all its classes apart. */
final class Nasbench101Hash {
  private Nasbench101Hash() {}

  /** The hash of a pruned cell; the benchmark has it with {@link #md5}. */
  static String of(NodeGraph graph, UnaryOperator<String> digest) {
    int nodes = graph.nodes();
    List<String> hashes = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      int out = neighbours(graph, v, hashes, NodeGraph.Link::from).size();
      int in = neighbours(graph, v, hashes, NodeGraph.Link::to).size();
      // The benchmark has 3x3 first, and -1 and -2 for input and output.
      int label =
          v == 0 ? -1 : v == nodes - 1 ? -2 : new int[] {1, 0, 2}[graph.operations().get(v)];
      hashes.add(digest.apply("(" + out + ", " + in + ", " + label + ")"));
    }
    for (int round = 0; round < nodes; round++) {
      List<String> before = List.copyOf(hashes);
      for (int v = 0; v < nodes; v++) {
        List<String> in = neighbours(graph, v, before, NodeGraph.Link::to);
        List<String> out = neighbours(graph, v, before, NodeGraph.Link::from);
        String text = String.join("", in) + "|" + String.join("", out) + "|" + before.get(v);
        hashes.set(v, digest.apply(text));
      }
    }
    Collections.sort(hashes);
    return digest.apply("['" + String.join("', '", hashes) + "']");
  }

  /** The sorted hashes at the other ends of the links that have a node at one end. */
  private static List<String> neighbours(
      NodeGraph graph, int node, List<String> hashes, ToIntFunction<NodeGraph.Link> end) {
    List<String> neighbours = new ArrayList<>();
    for (NodeGraph.Link link : graph.links()) {
      if (end.applyAsInt(link) == node) {
        int other = link.from() + link.to() - node;
        neighbours.add(other < hashes.size() ? hashes.get(other) : "");
      }
    }
    Collections.sort(neighbours);
    return neighbours;
  }

  static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
