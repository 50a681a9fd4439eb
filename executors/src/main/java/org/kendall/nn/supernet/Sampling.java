package org.kendall.nn.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.nn.CellEdge;
import org.kendall.nn.CellNetwork.Operation;

/**
 * Which cells a step trains (Ning et al., "Evaluating Efficient Performance Estimators of Neural
 * Architectures", NeurIPS 2021, section 4). Cells from whose input nothing reaches the output are
 * never drawn.
 */
public enum Sampling {
  /** Each operation of each edge evenly: cells that are written in many ways come often. */
  UNIFORM,
  /** Cells that are different as networks, evenly. */
  DE_ISOMORPHIC,
  /** As many cells as operations, so that each operation of each edge is in one (FairNAS, 2021). */
  FAIR;

  /**
   * The cells of one step.
   *
   * @param of what they are drawn from
   * @param samples how many, unless fair
   */
  List<List<Operation>> draw(SupernetTraining.Cells of, int samples, RandomGenerator random) {
    List<List<Operation>> cells = new ArrayList<>();
    switch (this) {
      case UNIFORM -> {
        while (cells.size() < samples) {
          List<Operation> cell =
              of.part()
                  .nearest(
                      random
                          .ints(Supernet.EDGES, 0, Operation.values().length)
                          .mapToObj(option -> Operation.values()[option])
                          .toList());
          if (isLive(cell)) {
            cells.add(cell);
          }
        }
      }
      case DE_ISOMORPHIC -> {
        while (cells.size() < samples) {
          cells.add(of.different().get(random.nextInt(of.different().size())));
        }
      }
      case FAIR -> {
        while (cells.isEmpty()) {
          fair(random).stream()
              .map(of.part()::nearest)
              .filter(Sampling::isLive)
              .forEach(cells::add);
        }
      }
    }
    return cells;
  }

  static boolean isLive(List<Operation> cell) {
    return !CellEdge.live(CellEdge.all(cell)).isEmpty();
  }

  /** A permutation of the operations for each edge; what is not live is left out. */
  static List<List<Operation>> fair(RandomGenerator random) {
    List<List<Operation>> cells = new ArrayList<>();
    while (cells.isEmpty()) {
      Operation[][] byEdge = new Operation[Supernet.EDGES][];
      for (int edge = 0; edge < Supernet.EDGES; edge++) {
        byEdge[edge] = permuted(random);
      }
      for (int i = 0; i < Operation.values().length; i++) {
        int place = i;
        List<Operation> cell = Arrays.stream(byEdge).map(edge -> edge[place]).toList();
        if (isLive(cell)) {
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  private static Operation[] permuted(RandomGenerator random) {
    Operation[] operations = Operation.values();
    for (int i = operations.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Operation swapped = operations[i];
      operations[i] = operations[other];
      operations[other] = swapped;
    }
    return operations;
  }
}
