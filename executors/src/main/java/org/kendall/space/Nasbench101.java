package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cell space of NAS-Bench-101 (Ying et al., ICML 2019, section 2.1): directed acyclic graphs of
 * up to seven vertices and nine edges, one of three operations on each inner vertex, 423,624 cells.
 *
 * <p>The choices are those of seven vertices: the upper triangle of the adjacency matrix, column by
 * column, then the operations of the five inner vertices. What is on no path from the input, vertex
 * 0, to the output, vertex 6, is pruned first, as the benchmark does; so smaller cells are those
 * with dead vertices. A cell is not allowed if nothing leads to the output, or if more than nine
 * edges are left.
 *
 * <p>The design is the pruned graph. In the canonical form the live inner vertices come first, in
 * the order that gives the smallest cell of the enumeration; all that is dead is 0.
 */
@Setting("The cell space of NAS-Bench-101: up to seven vertices with three operations, nine edges.")
public record Nasbench101() implements SearchSpace<NodeGraph>, CellSpace, FeatureSpace {
  private static final int VERTICES = Nasbench101Forms.VERTICES;
  private static final int INNER = Nasbench101Forms.INNER;
  private static final int OUTPUT = Nasbench101Forms.OUTPUT;
  private static final int EDGES = Nasbench101Forms.EDGES;

  /** The benchmark's names. */
  private static final List<String> OPERATIONS =
      List.of("conv1x1-bn-relu", "conv3x3-bn-relu", "maxpool3x3");

  /** One for each operation. */
  private static final String LETTERS = "13p";

  private static final List<Choice> CHOICES = choicesOfEdgesAndVertices();
  private static final Pattern TEXT = Pattern.compile("([01]+)(?: ([13p]*))?");

  @Override
  public List<Choice> choices() {
    return CHOICES;
  }

  @Override
  public NodeGraph decode(Candidate candidate) {
    int cell = Nasbench101Forms.live(numbered(candidate));
    List<NodeGraph.Link> links = new ArrayList<>();
    int last = 0; // the highest inner vertex with edges
    for (int to = 1; to < VERTICES; to++) {
      for (int from = 0; from < to; from++) {
        if (Nasbench101Forms.hasEdgeOf(cell, from, to)) {
          last = to < OUTPUT ? to : last;
          links.add(new NodeGraph.Link(from, to < OUTPUT ? to : last + 1));
        }
      }
    }
    List<Integer> operations = new ArrayList<>();
    operations.add(CellGraph.PASS);
    for (int vertex = 1; vertex <= last; vertex++) {
      operations.add(Nasbench101Forms.operation(cell, vertex));
    }
    operations.add(CellGraph.PASS);
    return new NodeGraph(1, operations, links);
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    int cell = numbered(candidate);
    int form = Nasbench101Forms.canonical(cell);
    return form == cell ? candidate : candidate(form);
  }

  @Override
  public boolean allows(Candidate candidate) {
    int edges = Nasbench101Forms.edges(Nasbench101Forms.live(numbered(candidate)));
    return edges > 0 && edges <= Nasbench101Forms.LARGEST_EDGES;
  }

  /**
   * The upper triangle of the adjacency matrix, column by column, and a letter for each inner
   * vertex: {@code 1} and {@code 3} for the convolutions, {@code p} for the pooling. All seven
   * vertices are told, dead ones too.
   */
  @Override
  public String describe(Candidate candidate) {
    StringBuilder text = new StringBuilder(EDGES + 1 + INNER);
    for (int place = 0; place < EDGES; place++) {
      text.append(candidate.option(place));
    }
    text.append(' ');
    for (int place = EDGES; place < EDGES + INNER; place++) {
      text.append(LETTERS.charAt(candidate.option(place)));
    }
    return text.toString();
  }

  /** Reads cells of two to seven vertices; the output of a smaller one becomes vertex 6. */
  @Override
  public Candidate parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      String edges = parts.group(1);
      String letters = parts.group(2) == null ? "" : parts.group(2);
      int vertices = letters.length() + 2;
      if (vertices <= VERTICES && edges.length() == vertices * (vertices - 1) / 2) {
        return placed(edges, letters);
      }
    }
    throw new IllegalArgumentException(
        ("The cell (%s) must have the form 101001 3p: the upper triangle of the adjacency matrix of"
                + " 2 to 7 vertices, column by column, then one of 1, 3, p for each inner vertex.")
            .formatted(text));
  }

  private static Candidate placed(String edges, String letters) {
    int[] options = new int[EDGES + INNER];
    int inner = letters.length();
    int afterOutput = edges.length() - inner - 1;
    for (int place = 0; place < edges.length(); place++) {
      int moved = place < afterOutput ? place : place - afterOutput + EDGES - OUTPUT;
      options[moved] = edges.charAt(place) - '0';
    }
    for (int vertex = 0; vertex < inner; vertex++) {
      options[EDGES + vertex] = LETTERS.indexOf(letters.charAt(vertex));
    }
    return Candidate.of(options);
  }

  /**
   * Draws each of the 423,624 classes with the same chance. Differs from the random search that
   * comes with the benchmark, which draws every option until the cell is allowed: by that, one cell
   * in 340 has seven live vertices, while 85 % of the classes do.
   */
  @Override
  public Candidate random(RandomGenerator random) {
    return candidate(Nasbench101Forms.at(random.nextInt(Nasbench101Forms.count())));
  }

  /** True: the classes are listed without going through all candidates. */
  @Override
  public boolean isListable() {
    return true;
  }

  @Override
  public Stream<Candidate> list() {
    return Nasbench101Forms.list().mapToObj(Nasbench101::candidate);
  }

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  /** The pruned graph; if nothing leads to the output, an input and an output without a link. */
  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    return List.of(decode(candidate));
  }

  @Override
  public List<Feature> features() {
    return Nasbench101Features.features();
  }

  @Override
  public double[] features(Candidate candidate) {
    return Nasbench101Features.features(decode(canonical(candidate)));
  }

  @Override
  public List<Feature> families() {
    return Nasbench101Features.families();
  }

  @Override
  public List<Counts> parts(Candidate candidate) {
    return Nasbench101Features.parts(decode(canonical(candidate)));
  }

  private static int numbered(Candidate candidate) {
    boolean fits = candidate.size() == EDGES + INNER;
    int cell = 0;
    for (int place = 0; fits && place < EDGES + INNER; place++) {
      int bits = place < EDGES ? 1 : 2;
      fits = candidate.option(place) <= bits; // no or yes; one of three operations
      cell = cell << bits | candidate.option(place);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The candidate (%s) must have 21 options of 0 to 1 and 5 of 0 to 2."
              .formatted(candidate));
    }
    return cell;
  }

  private static Candidate candidate(int cell) {
    int[] options = new int[EDGES + INNER];
    int rest = cell;
    for (int place = EDGES + INNER - 1; place >= 0; place--) {
      int bits = place < EDGES ? 1 : 2;
      options[place] = rest & ((1 << bits) - 1);
      rest >>>= bits;
    }
    return Candidate.of(options);
  }

  private static List<Choice> choicesOfEdgesAndVertices() {
    List<Choice> choices = new ArrayList<>();
    for (int to = 1; to < VERTICES; to++) {
      for (int from = 0; from < to; from++) {
        choices.add(Choice.categorical("edge_%d_%d".formatted(from, to), List.of("no", "yes")));
      }
    }
    for (int vertex = 1; vertex < OUTPUT; vertex++) {
      choices.add(Choice.categorical("vertex_%d".formatted(vertex), OPERATIONS));
    }
    return List.copyOf(choices);
  }
}
