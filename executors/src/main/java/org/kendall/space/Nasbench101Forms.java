package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The canonical forms of NAS-Bench-101 cells, each cell being one number.
 *
 * <p>The number holds the 21 edges, then two bits of operation for each of the five inner vertices,
 * all in the order of the choices and the first one highest: numbers are ordered as the enumeration
 * is. A cell is <em>live</em> if each of its edges lies on a path from the input to the output, if
 * its inner vertices with edges come before those without, and if the latter have operation 0.
 *
 * <p>The canonical form is the smallest among the live cells that are one but for the order of
 * their inner vertices. What that order does to the edges is looked up in a table of all 2^21 sets
 * of edges (8 MB, built once a process in a fraction of a second); the symmetries that are left
 * order the operations.
 */
final class Nasbench101Forms {
  static final int VERTICES = 7;
  static final int OUTPUT = VERTICES - 1;
  static final int INNER = VERTICES - 2;
  static final int EDGES = VERTICES * (VERTICES - 1) / 2;
  static final int LARGEST_EDGES = 9;
  private static final int LABELS = 2 * INNER; // bits
  private static final int OPERATIONS = 3;

  /** Bits of a form that number the order of the inner vertices. */
  private static final int ORDER = 7;

  /** All orders of the inner vertices: vertex v becomes vertex {@code ORDERS[i][v]}. */
  private static final byte[][] ORDERS = orders();

  /**
   * For each live set of edges the place of its smallest equal, and the order that leads there; 0
   * for all others.
   */
  private static final int[] FORMS = new int[1 << EDGES];

  /** The smallest sets of edges, ascending, after one that stands for none. */
  private static final int[] SMALLEST;

  /** For each of them the orders that change nothing but the operations. */
  private static final byte[][][] SYMMETRIES;

  static {
    List<Integer> smallest = new ArrayList<>(List.of(0));
    List<byte[][]> symmetries = new ArrayList<>();
    symmetries.add(new byte[0][]);
    byte[][] none = {ORDERS[0]}; // one for all, since most have no other
    for (int edges = 1; edges < FORMS.length; edges++) {
      if (FORMS[edges] == 0 && isLive(edges)) {
        List<byte[]> found = enter(edges, smallest.size());
        smallest.add(edges);
        symmetries.add(found.size() == 1 ? none : found.toArray(byte[][]::new));
      }
    }
    SMALLEST = smallest.stream().mapToInt(Integer::intValue).toArray();
    SYMMETRIES = symmetries.toArray(byte[][][]::new);
  }

  private Nasbench101Forms() {}

  /** The smallest live cell that means the same; 0 if nothing leads to the output. */
  static int canonical(int cell) {
    int live = live(cell);
    int form = FORMS[live >>> LABELS];
    if (form == 0) {
      return 0;
    }
    int place = form >>> ORDER;
    int labels = reorder(live, ORDERS[form & ((1 << ORDER) - 1)]);
    return (SMALLEST[place] << LABELS) | smallest(labels, SYMMETRIES[place]);
  }

  /** The same without what is on no path from the input to the output; 0 if there is no path. */
  static int live(int cell) {
    int edges = cell >>> LABELS;
    int used = liveVertices(edges);
    if (used == 0) {
      return 0;
    }
    int live = 0;
    int inner = 0;
    byte[] places = new byte[VERTICES];
    places[OUTPUT] = OUTPUT;
    for (int vertex = 1; vertex < OUTPUT; vertex++) {
      if ((used >>> vertex & 1) != 0) {
        places[vertex] = (byte) ++inner;
        live |= operation(cell, vertex) << labelShift(inner);
      }
    }
    for (int to = 1; to < VERTICES; to++) {
      for (int from = 0; from < to; from++) {
        if ((used >>> to & used >>> from & 1) != 0 && hasEdge(edges, from, to)) {
          live |= edge(places[from], places[to]) << LABELS;
        }
      }
    }
    return live;
  }

  /** How many edges a cell has. */
  static int edges(int cell) {
    return Integer.bitCount(cell >>> LABELS);
  }

  /** Whether a cell has an edge. */
  static boolean hasEdgeOf(int cell, int from, int to) {
    return hasEdge(cell >>> LABELS, from, to);
  }

  /** The operation of an inner vertex, 1 to 5. */
  static int operation(int cell, int vertex) {
    return cell >>> labelShift(vertex) & 3;
  }

  /** All canonical cells with at most so many edges as the benchmark allows, ascending. */
  static IntStream list() {
    return IntStream.range(1, SMALLEST.length).flatMap(Nasbench101Forms::listWithEdgesAt);
  }

  /** How many cells {@link #list} has. */
  static int count() {
    return Counts.UP_TO[SMALLEST.length - 1];
  }

  /** The cell at a place of {@link #list}. */
  static int at(int place) {
    int found = Arrays.binarySearch(Counts.UP_TO, place);
    int edges = found >= 0 ? found : -found - 1;
    while (Counts.UP_TO[edges] <= place) { // some have no cells
      edges++;
    }
    return listWithEdgesAt(edges).skip(place - Counts.UP_TO[edges - 1]).findFirst().orElseThrow();
  }

  /** How many listed cells there are up to each of the smallest sets of edges. */
  private static final class Counts {
    private static final int[] UP_TO = new int[SMALLEST.length];

    static {
      for (int place = 1; place < UP_TO.length; place++) {
        UP_TO[place] = UP_TO[place - 1] + (int) listWithEdgesAt(place).count();
      }
    }
  }

  private static IntStream listWithEdgesAt(int place) {
    return Integer.bitCount(SMALLEST[place]) <= LARGEST_EDGES
        ? withOperations(SMALLEST[place], SYMMETRIES[place])
        : IntStream.empty();
  }

  private static IntStream withOperations(int edges, byte[][] symmetries) {
    int used = Integer.bitCount(liveVertices(edges)) - 2;
    int count = (int) Math.pow(OPERATIONS, used);
    return IntStream.range(0, count)
        .map(number -> labels(number, used))
        .filter(labels -> smallest(labels, symmetries) == labels)
        .map(labels -> (edges << LABELS) | labels);
  }

  /** The operations of the first vertices as the digits of a number, the first one highest. */
  private static int labels(int number, int vertices) {
    int labels = 0;
    int rest = number;
    for (int vertex = vertices; vertex >= 1; vertex--) {
      labels |= rest % OPERATIONS << labelShift(vertex);
      rest /= OPERATIONS;
    }
    return labels;
  }

  private static int smallest(int labels, byte[][] symmetries) {
    int smallest = labels;
    for (int i = 1; i < symmetries.length; i++) { // the first one changes nothing
      smallest = Math.min(smallest, reorder(labels, symmetries[i]));
    }
    return smallest;
  }

  /** The operations alone, in another order of the vertices. */
  private static int reorder(int cell, byte[] order) {
    int labels = 0;
    for (int vertex = 1; vertex < OUTPUT; vertex++) {
      labels |= operation(cell, vertex) << labelShift(order[vertex]);
    }
    return labels;
  }

  /** Enters a smallest set of edges and its equals; returns the orders that keep it. */
  private static List<byte[]> enter(int edges, int place) {
    List<byte[]> symmetries = new ArrayList<>();
    int used = liveVertices(edges);
    for (byte[] order : ORDERS) {
      int image = reorderEdges(edges, order);
      if (image == edges) {
        symmetries.add(order);
      }
      if (image != 0 && liveVertices(image) == used && FORMS[image] == 0) {
        FORMS[image] = (place << ORDER) | inverse(order);
      }
    }
    return symmetries;
  }

  /** The edges in another order of the vertices; 0 if one would lead back. */
  private static int reorderEdges(int edges, byte[] order) {
    int image = 0;
    for (int to = 1; to < VERTICES; to++) {
      for (int from = 0; from < to; from++) {
        if (hasEdge(edges, from, to)) {
          if (order[from] > order[to]) {
            return 0;
          }
          image |= edge(order[from], order[to]);
        }
      }
    }
    return image;
  }

  private static int inverse(byte[] order) {
    for (int i = 0; i < ORDERS.length; i++) {
      boolean undoes = true;
      for (int vertex = 0; vertex < VERTICES; vertex++) {
        undoes &= ORDERS[i][order[vertex]] == vertex;
      }
      if (undoes) {
        return i;
      }
    }
    throw new IllegalStateException("All orders have an inverse.");
  }

  /** Whether each edge is on a path and the inner vertices with edges come first. */
  private static boolean isLive(int edges) {
    int used = liveVertices(edges);
    int inner = Integer.bitCount(used) - 2;
    if (used == 0 || used != (1 << OUTPUT | (2 << inner) - 1)) {
      return false;
    }
    int columns = inner * (inner + 1) / 2; // bits of edges among the input and those vertices
    int among = ((1 << columns) - 1) << (EDGES - columns);
    int toOutput = ((2 << inner) - 1) << (INNER - inner);
    return (edges & ~(among | toOutput)) == 0;
  }

  /** One bit for each vertex on a path from the input to the output; 0 if there is no path. */
  private static int liveVertices(int edges) {
    int reached = 1;
    for (int to = 1; to < VERTICES; to++) {
      for (int from = 0; from < to; from++) {
        if ((reached >>> from & 1) != 0 && hasEdge(edges, from, to)) {
          reached |= 1 << to;
        }
      }
    }
    int leading = 1 << OUTPUT;
    for (int to = OUTPUT; to > 0; to--) {
      for (int from = 0; from < to && (leading >>> to & 1) != 0; from++) {
        if (hasEdge(edges, from, to)) {
          leading |= 1 << from;
        }
      }
    }
    int used = reached & leading;
    return (used >>> OUTPUT & 1) == 0 ? 0 : used;
  }

  private static boolean hasEdge(int edges, int from, int to) {
    return (edges & edge(from, to)) != 0;
  }

  private static int edge(int from, int to) {
    return 1 << (EDGES - 1 - to * (to - 1) / 2 - from);
  }

  private static int labelShift(int vertex) {
    return 2 * (INNER - vertex);
  }

  private static byte[][] orders() {
    List<byte[]> orders = new ArrayList<>();
    byte[] order = new byte[VERTICES];
    order[OUTPUT] = OUTPUT;
    permute(order, 1, orders);
    return orders.toArray(byte[][]::new);
  }

  /** Gives the inner vertices all free places in turn; the first order changes nothing. */
  private static void permute(byte[] order, int vertex, List<byte[]> orders) {
    if (vertex == OUTPUT) {
      orders.add(order.clone());
      return;
    }
    for (byte place = 1; place < OUTPUT; place++) {
      boolean free = true;
      for (int other = 1; other < vertex; other++) {
        free &= order[other] != place;
      }
      if (free) {
        order[vertex] = place;
        permute(order, vertex + 1, orders);
      }
    }
  }
}
