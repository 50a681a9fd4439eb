package org.kendall.evaluate;

import java.util.List;
import java.util.stream.Collectors;
import org.kendall.data.BadDataException;
import org.kendall.data.Table;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/**
 * The candidates that the rows of a table are of.
 *
 * @param columns at least one; their cells, joined by one blank, are read by the space
 */
record CandidateKey(Table table, SearchSpace<?> space, List<String> columns) {
  /**
   * The candidate of a row, as it is written there.
   *
   * @throws BadDataException if it is none of the space
   */
  Candidate candidate(int row) {
    try {
      Candidate candidate = space.parse(text(row));
      requireInSpace(candidate);
      return candidate;
    } catch (IllegalArgumentException e) {
      throw new BadDataException(
          "The table %s holds no candidate of the space in %s, %s.\n%s"
              .formatted(table.file(), table.place(row), name(), e.getMessage()),
          e);
    }
  }

  private void requireInSpace(Candidate candidate) {
    List<Choice> choices = space.choices();
    boolean fits = candidate.size() == choices.size();
    for (int i = 0; fits && i < choices.size(); i++) {
      fits = candidate.option(i) < choices.get(i).size();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The candidate (%s) must have an option for each of the %d choices."
              .formatted(candidate, choices.size()));
    }
  }

  /** What the columns hold in a row. */
  String text(int row) {
    return columns.size() == 1
        ? table.text(columns.get(0), row)
        : columns.stream().map(column -> table.text(column, row)).collect(Collectors.joining(" "));
  }

  private String name() {
    return (columns.size() == 1 ? "column " : "columns ") + String.join(" and ", columns);
  }

  /** Two rows hold one candidate. */
  BadDataException duplicate(int first, int second) {
    return new BadDataException(
        "The table %s holds one candidate twice: %s in %s and %s in %s, %s.\nMaybe leave one of the rows out, or their mean in."
            .formatted(
                table.file(),
                text(first),
                table.place(first),
                text(second),
                table.place(second),
                name()));
  }
}
