package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The space of DARTS (Liu et al., ICLR 2019, section 2.1): a normal and a reduction cell, in each
 * of which four nodes add what two earlier ones give through one of seven operations; 1.04 billion
 * cells, about 10^18 pairs.
 *
 * <p>The choices are, for each node of each cell, the two nodes that it takes from (the first one
 * can only take from both inputs) and the two operations on the way. In the canonical form the
 * nodes have the order, among those in which each comes after what it takes from, that gives the
 * smallest candidate: the order in which the output concatenates them changes nothing but the
 * numbering of its channels.
 */
@Setting("The space of DARTS: a normal and a reduction cell of four nodes, seven operations.")
public record Darts() implements SearchSpace<Genotype>, CellSpace, FeatureSpace {
  private static final int INNER = Genotype.INNER;
  private static final int INPUTS = Genotype.INPUTS;
  private static final int NODES = INPUTS + INNER + 1;
  private static final int CELLS = 2;

  /** What two nodes can be taken from: {0, 1}, {0, 2}, {1, 2}, ...; each node has the first few. */
  private static final List<List<Integer>> PAIRS = pairs();

  /** The orders of the inner nodes: inner node v becomes inner node {@code order[v]}. */
  private static final List<int[]> ORDERS = orders();

  private static final List<Choice> CHOICES = choicesOfCells();

  /** How many choices one cell has: three for each node, but two for the first. */
  private static final int PER_CELL = 3 * INNER - 1;

  @Override
  public List<Choice> choices() {
    return CHOICES;
  }

  @Override
  public Genotype decode(Candidate candidate) {
    return new Genotype(edges(cell(candidate, 0)), edges(cell(candidate, 1)));
  }

  private static List<Genotype.Edge> edges(int[][] cell) {
    List<Genotype.Edge> edges = new ArrayList<>();
    for (int[] node : cell) {
      List<Integer> pair = PAIRS.get(node[0]);
      edges.add(new Genotype.Edge(Genotype.OPERATIONS.get(node[1]), pair.get(0)));
      edges.add(new Genotype.Edge(Genotype.OPERATIONS.get(node[2]), pair.get(1)));
    }
    return edges;
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    return candidate(smallest(cell(candidate, 0)), smallest(cell(candidate, 1)));
  }

  private static int[][] smallest(int[][] cell) {
    int[][] smallest = cell;
    for (int[] order : ORDERS) {
      int[][] other = new int[INNER][];
      if (reorder(cell, order, other) && compare(other, smallest) < 0) {
        smallest = other;
      }
    }
    return smallest;
  }

  /** Fills in the cell in another order; false if a node would come before what it takes from. */
  private static boolean reorder(int[][] cell, int[] order, int[][] other) {
    for (int inner = 0; inner < INNER; inner++) {
      int[] node = cell[inner];
      int first = moved(PAIRS.get(node[0]).get(0), order);
      int second = moved(PAIRS.get(node[0]).get(1), order);
      if (Math.max(first, second) >= INPUTS + order[inner]) {
        return false;
      }
      other[order[inner]] =
          first < second
              ? new int[] {pair(first, second), node[1], node[2]}
              : new int[] {pair(second, first), node[2], node[1]};
    }
    return true;
  }

  private static int moved(int node, int[] order) {
    return node < INPUTS ? node : INPUTS + order[node - INPUTS];
  }

  private static int compare(int[][] one, int[][] other) {
    for (int inner = 0; inner < INNER; inner++) {
      int order = Arrays.compare(one[inner], other[inner]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The text of the {@link Genotype}. */
  @Override
  public String describe(Candidate candidate) {
    return decode(candidate).toString();
  }

  @Override
  public Candidate parse(String text) {
    Genotype genotype = Genotype.parse(text);
    return candidate(cell(genotype.normal()), cell(genotype.reduction()));
  }

  private static int[][] cell(List<Genotype.Edge> edges) {
    int[][] cell = new int[INNER][];
    for (int inner = 0; inner < INNER; inner++) {
      Genotype.Edge first = edges.get(2 * inner);
      Genotype.Edge second = edges.get(2 * inner + 1);
      cell[inner] =
          new int[] {
            pair(first.from(), second.from()),
            Genotype.OPERATIONS.indexOf(first.operation()),
            Genotype.OPERATIONS.indexOf(second.operation())
          };
    }
    return cell;
  }

  @Override
  public List<String> operations() {
    return Genotype.OPERATIONS;
  }

  /** The normal and the reduction cell: inputs 0 and 1, inner nodes 2 to 5, output 6. */
  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    return List.of(graph(cell(candidate, 0)), graph(cell(candidate, 1)));
  }

  @Override
  public List<Feature> features() {
    return DartsFeatures.features();
  }

  @Override
  public double[] features(Candidate candidate) {
    return DartsFeatures.features(graphs(canonical(candidate)));
  }

  @Override
  public List<Feature> families() {
    return DartsFeatures.families();
  }

  @Override
  public List<Counts> parts(Candidate candidate) {
    return DartsFeatures.parts(graphs(canonical(candidate)));
  }

  private static EdgeGraph graph(int[][] cell) {
    List<EdgeGraph.Edge> edges = new ArrayList<>();
    for (int inner = 0; inner < INNER; inner++) {
      int to = INPUTS + inner;
      List<Integer> pair = PAIRS.get(cell[inner][0]);
      edges.add(new EdgeGraph.Edge(pair.get(0), to, cell[inner][1]));
      edges.add(new EdgeGraph.Edge(pair.get(1), to, cell[inner][2]));
    }
    for (int inner = 0; inner < INNER; inner++) {
      edges.add(new EdgeGraph.Edge(INPUTS + inner, NODES - 1, CellGraph.PASS));
    }
    return new EdgeGraph(NODES, INPUTS, edges);
  }

  /** For each inner node the place of its pair and the two operations. */
  private static int[][] cell(Candidate candidate, int number) {
    if (candidate.size() != CELLS * PER_CELL) {
      throw new IllegalArgumentException(
          "The candidate (%s) must have %d options.".formatted(candidate, CELLS * PER_CELL));
    }
    int[][] cell = new int[INNER][3];
    for (int place = 0; place < PER_CELL; place++) {
      int option = candidate.option(number * PER_CELL + place);
      Choice choice = CHOICES.get(number * PER_CELL + place);
      if (option >= choice.size()) {
        throw new IllegalArgumentException(
            "The option (%d) of %s must be less than %d."
                .formatted(option, choice.name(), choice.size()));
      }
      cell[(place + 1) / 3][(place + 1) % 3] = option;
    }
    return cell;
  }

  private static Candidate candidate(int[][] normal, int[][] reduction) {
    int[] options = new int[CELLS * PER_CELL];
    for (int place = 0; place < PER_CELL; place++) {
      options[place] = normal[(place + 1) / 3][(place + 1) % 3];
      options[PER_CELL + place] = reduction[(place + 1) / 3][(place + 1) % 3];
    }
    return Candidate.of(options);
  }

  /** The place of a pair of nodes, the lower one first. */
  private static int pair(int first, int second) {
    return second * (second - 1) / 2 + first;
  }

  private static List<List<Integer>> pairs() {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int second = 1; second < INPUTS + INNER - 1; second++) {
      for (int first = 0; first < second; first++) {
        pairs.add(List.of(first, second));
      }
    }
    return List.copyOf(pairs);
  }

  private static List<int[]> orders() {
    List<int[]> orders = List.of(new int[0]);
    for (int size = 1; size <= INNER; size++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] order : orders) {
        for (int place = 0; place < size; place++) {
          longer.add(inserted(order, place));
        }
      }
      orders = List.copyOf(longer);
    }
    return orders;
  }

  /** An order of one number more, which stands at a place. */
  private static int[] inserted(int[] order, int place) {
    int[] longer = new int[order.length + 1];
    System.arraycopy(order, 0, longer, 0, place);
    longer[place] = order.length;
    System.arraycopy(order, place, longer, place + 1, order.length - place);
    return longer;
  }

  private static List<Choice> choicesOfCells() {
    List<Choice> choices = new ArrayList<>();
    for (String cell : List.of("normal", "reduction")) {
      for (int node = INPUTS; node < INPUTS + INNER; node++) {
        List<String> inputs =
            PAIRS.subList(0, node * (node - 1) / 2).stream()
                .map(pair -> pair.get(0) + "_" + pair.get(1))
                .toList();
        String name = cell + "_" + node;
        if (node > INPUTS) {
          choices.add(Choice.categorical(name + "_inputs", inputs));
        }
        choices.add(Choice.categorical(name + "_first", Genotype.OPERATIONS));
        choices.add(Choice.categorical(name + "_second", Genotype.OPERATIONS));
      }
    }
    return List.copyOf(choices);
  }
}
