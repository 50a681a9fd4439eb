package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;

/**
 * The cell space of NAS-Bench-201 (Dong and Yang, ICLR 2020, section 2.1): one of five operations
 * on each of the six edges between four nodes, 15,625 cells.
 *
 * <p>Cells that are one network by {@link CellRule#ZERO_PROPAGATION} have one canonical form. That
 * rule, not the benchmark's own, because an edge that carries only zeros, or leads nowhere, changes
 * nothing: the accuracies of cells that only the benchmark keeps apart differ no more than those of
 * one cell trained twice. The canonical cell is the first of its class in the enumeration; since
 * {@code none} is the first operation, it has no dead edges.
 *
 * <p>A cell whose output gets nothing at all is not allowed: there is nothing to train.
 */
@Setting("The cell space of NAS-Bench-201: five operations on six edges between four nodes.")
public record Nasbench201(
    @Setting(
            value = "Channels of the first stage; each of the two reductions doubles them.",
            byDefault = "16")
        int width,
    @Setting(value = "Cells in each of the three stages.", byDefault = "5") int cells)
    implements SearchSpace<CellNetwork>, CellSpace, FeatureSpace {

  static final int NODES = 4;

  /** Weights of a layer of more would be more than an array holds. */
  private static final int WIDEST = 1_024;

  private static final int MOST_CELLS = 100;

  /** The benchmark's names, in the order of {@link Operation}. */
  static final List<String> OPERATIONS =
      List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");

  private static final List<Choice> CHOICES = choicesOfEdges();
  private static final Pattern TERM = Pattern.compile("(\\w+)~(\\d)");

  public Nasbench201 {
    if (width < 1 || width > WIDEST) {
      throw new IllegalArgumentException(
          "The width (%d) must be 1 to %,d.".formatted(width, WIDEST));
    }
    if (cells < 1 || cells > MOST_CELLS) {
      throw new IllegalArgumentException(
          "The cells (%d) must be 1 to %d.".formatted(cells, MOST_CELLS));
    }
  }

  @Override
  public List<Choice> choices() {
    return CHOICES;
  }

  @Override
  public CellNetwork decode(Candidate candidate) {
    List<Operation> operations =
        Arrays.stream(candidate.toArray()).mapToObj(option -> Operation.values()[option]).toList();
    return new CellNetwork(operations, width, cells);
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    return CanonicalForms.of(candidate);
  }

  @Override
  public boolean allows(Candidate candidate) {
    int none = Operation.NONE.ordinal();
    return Arrays.stream(canonical(candidate).toArray()).anyMatch(option -> option != none);
  }

  /** The benchmark's own notation, {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}. */
  @Override
  public String describe(Candidate candidate) {
    StringBuilder text = new StringBuilder();
    int place = 0;
    for (int to = 1; to < NODES; to++) {
      text.append(to == 1 ? "|" : "+|");
      for (int from = 0; from < to; from++) {
        text.append(OPERATIONS.get(candidate.option(place++))).append('~').append(from).append('|');
      }
    }
    return text.toString();
  }

  @Override
  public Candidate parse(String text) {
    List<Integer> options = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    while (term.find()) {
      options.add(OPERATIONS.indexOf(term.group(1)));
    }
    if (options.size() == CHOICES.size() && !options.contains(-1)) {
      Candidate cell = Candidate.of(options.stream().mapToInt(Integer::intValue).toArray());
      if (describe(cell).equals(text)) {
        return cell;
      }
    }
    throw new IllegalArgumentException(
        "The cell (%s) must have the form |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with operations of %s."
            .formatted(text, OPERATIONS));
  }

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  /** One cell, without the edges that carry nothing. */
  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    List<EdgeGraph.Edge> edges = new ArrayList<>();
    int place = 0;
    for (int to = 1; to < NODES; to++) {
      for (int from = 0; from < to; from++) {
        int operation = candidate.option(place++);
        if (operation != Operation.NONE.ordinal()) {
          edges.add(new EdgeGraph.Edge(from, to, operation));
        }
      }
    }
    return List.of(new EdgeGraph(NODES, edges));
  }

  @Override
  public List<Feature> features() {
    return Nasbench201Features.features();
  }

  @Override
  public double[] features(Candidate candidate) {
    return Nasbench201Features.features(graphs(canonical(candidate)).get(0));
  }

  @Override
  public List<Feature> families() {
    return Nasbench201Features.families();
  }

  @Override
  public List<Counts> parts(Candidate candidate) {
    return Nasbench201Features.parts(graphs(canonical(candidate)).get(0));
  }

  private static List<Choice> choicesOfEdges() {
    List<Choice> choices = new ArrayList<>();
    for (int to = 1; to < NODES; to++) {
      for (int from = 0; from < to; from++) {
        choices.add(Choice.categorical("edge_%d_%d".formatted(from, to), OPERATIONS));
      }
    }
    return List.copyOf(choices);
  }

  /** The canonical form of every cell, worked out once, when it is first asked for. */
  private static final class CanonicalForms {
    private static final Map<Candidate, Candidate> FORMS = forms();

    static Candidate of(Candidate candidate) {
      Candidate form = FORMS.get(candidate);
      if (form == null) {
        throw new IllegalArgumentException(
            "The candidate (%s) must have six options of 0 to 4.".formatted(candidate));
      }
      return form;
    }

    private static Map<Candidate, Candidate> forms() {
      SearchSpace<CellNetwork> space = new Nasbench201(1, 1);
      Map<String, Candidate> firsts = new HashMap<>();
      Map<Candidate, Candidate> forms = new HashMap<>();
      for (long place = 0; place < space.size(); place++) {
        Candidate cell = space.at(place);
        String expression = CellRule.ZERO_PROPAGATION.expression(cell);
        forms.put(cell, firsts.computeIfAbsent(expression, unseen -> cell));
      }
      return forms;
    }
  }
}
