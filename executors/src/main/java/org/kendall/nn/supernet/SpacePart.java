package org.kendall.nn.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kendall.nn.CellNetwork.Operation;

/**
 * The cells that have one operation on one edge, or all cells: few-shot search gives each such part
 * a supernet of its own (Zhao et al., "Few-Shot Neural Architecture Search", ICML 2021).
 *
 * @param edge 0 to 5
 * @param operations what may stand there: one, or all
 */
public record SpacePart(int edge, List<Operation> operations) {
  /** All cells. */
  public static final SpacePart WHOLE = new SpacePart(0, List.of(Operation.values()));

  public SpacePart {
    operations = List.copyOf(operations);
  }

  /** Those with one operation on an edge. */
  public static SpacePart of(int edge, Operation operation) {
    return new SpacePart(edge, List.of(operation));
  }

  /** Whether a cell is in it. */
  public boolean has(List<Operation> cell) {
    return operations.contains(cell.get(edge));
  }

  /** The cell itself, or one that is in it and differs on the edge alone. */
  List<Operation> nearest(List<Operation> cell) {
    if (has(cell)) {
      return cell;
    }
    List<Operation> nearest = new ArrayList<>(cell);
    nearest.set(edge, operations.get(0));
    return List.copyOf(nearest);
  }

  /** Of names of files: empty for all cells. */
  public String suffix() {
    return equals(WHOLE) ? "" : "-" + operations.get(0).name().toLowerCase(Locale.ROOT);
  }
}
