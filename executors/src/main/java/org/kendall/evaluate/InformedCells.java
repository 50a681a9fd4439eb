package org.kendall.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.Choice;
import org.kendall.space.Counts;
import org.kendall.space.Feature;
import org.kendall.space.FeatureSpace;
import org.kendall.space.LowFidelityKind;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.SearchSpace;

/**
 * A space of cells with what is known of them before they are measured, as low-fidelity kinds and
 * as further features. A feature that is missing is 0, in the middle of its scale.
 *
 * @param cells the space itself, which has graphs and features
 * @param tables at least one, each with its key
 */
public record InformedCells<D>(SearchSpace<D> cells, List<LowFidelityTable> tables)
    implements SearchSpace<D>, CellSpace, FeatureSpace, LowFidelitySpace {
  public InformedCells {
    tables = List.copyOf(tables);
    if (!(cells instanceof CellSpace && cells instanceof FeatureSpace)) {
      throw new IllegalArgumentException(
          "Low-fidelity information can be told to a space of cells with features only, and %s is none."
              .formatted(cells.getClass().getSimpleName()));
    }
    List<String> columns = tables.stream().flatMap(table -> table.columns().stream()).toList();
    List<String> taken = ((FeatureSpace) cells).features().stream().map(Feature::name).toList();
    for (String column : columns) {
      if (taken.contains(column) || columns.stream().filter(column::equals).count() > 1) {
        throw new IllegalArgumentException(
            "The columns (%s twice) must differ from each other and from the features of the space."
                .formatted(column));
      }
    }
  }

  /**
   * The space with what the tables say, or itself where there are none; they are read when first
   * needed.
   *
   * @throws IllegalArgumentException if it is no space of cells with features
   */
  public static <D> SearchSpace<D> of(SearchSpace<D> cells, List<LowFidelityTable> tables) {
    return tables.isEmpty() ? cells : new InformedCells<>(cells, tables);
  }

  private LowFidelityValues values() {
    return LowFidelityValues.of(this);
  }

  /** Whether the candidate, as it is written in a table, has a value of each kind of its own. */
  public boolean isComplete(Candidate asWritten) {
    return values().isComplete(asWritten);
  }

  @Override
  public List<String> kinds() {
    return tables.stream().flatMap(table -> table.columns().stream()).toList();
  }

  /**
   * @throws org.kendall.data.BadDataException if a table is missing, damaged or of another space
   */
  @Override
  public List<LowFidelityKind> coverage() {
    return values().kinds();
  }

  @Override
  public OptionalDouble lowFidelity(int kind, Candidate candidate) {
    return values().of(kind, cells.canonical(candidate));
  }

  @Override
  public List<Feature> features() {
    Stream<Feature> known =
        kinds().stream()
            .map(
                kind ->
                    new Feature(
                        kind,
                        "Low fidelity: the normal quantile of its rank among all cells; 0 where missing."));
    return Stream.concat(((FeatureSpace) cells).features().stream(), known).toList();
  }

  @Override
  public double[] features(Candidate candidate) {
    double[] own = ((FeatureSpace) cells).features(candidate);
    LowFidelityValues values = values();
    Candidate canonical = cells.canonical(candidate);
    int kinds = values.kinds().size();
    double[] all = Arrays.copyOf(own, own.length + kinds);
    for (int kind = 0; kind < kinds; kind++) {
      all[own.length + kind] = values.of(kind, canonical).orElse(0);
    }
    return all;
  }

  @Override
  public List<Feature> families() {
    return ((FeatureSpace) cells).families();
  }

  @Override
  public List<Counts> parts(Candidate candidate) {
    return ((FeatureSpace) cells).parts(candidate);
  }

  @Override
  public List<String> operations() {
    return ((CellSpace) cells).operations();
  }

  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    return ((CellSpace) cells).graphs(candidate);
  }

  @Override
  public List<Choice> choices() {
    return cells.choices();
  }

  @Override
  public D decode(Candidate candidate) {
    return cells.decode(candidate);
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    return cells.canonical(candidate);
  }

  @Override
  public boolean allows(Candidate candidate) {
    return cells.allows(candidate);
  }

  @Override
  public String describe(Candidate candidate) {
    return cells.describe(candidate);
  }

  @Override
  public Candidate parse(String text) {
    return cells.parse(text);
  }

  @Override
  public int[] tokens(Candidate candidate) {
    return cells.tokens(candidate);
  }

  @Override
  public long size() {
    return cells.size();
  }

  @Override
  public Candidate random(RandomGenerator random) {
    return cells.random(random);
  }

  @Override
  public Candidate at(long place) {
    return cells.at(place);
  }

  @Override
  public boolean isListable() {
    return cells.isListable();
  }

  @Override
  public Stream<Candidate> list() {
    return cells.list();
  }
}
