package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.kendall.predict.OperationCell.Pass;
import org.kendall.predict.OperationCell.Place;

/**
 * Cells laid one after another, and which way information flows through them: forth from inputs,
 * which are the same for all architectures, and back from the output of each cell.
 */
final class LaidCells {
  private final List<OperationCell> graphs;
  private final List<Place> places;
  private final int operations;
  private final int inner;
  private final Direction forth;
  private final Direction back;
  private final Gathering outOfPlaces;
  private final Gathering outOfNodes;

  /**
   * Lays cells.
   *
   * @param graphs those of the first architecture, then those of the second, ...
   * @param cells of each architecture
   * @param operations how many the space has
   */
  LaidCells(
      List<OperationCell> graphs, int cells, int inputs, int operations, Gates.Readout readout) {
    this.graphs = graphs;
    this.operations = operations;
    places = graphs.stream().flatMap(graph -> graph.places().stream()).toList();
    inner = graphs.stream().mapToInt(OperationCell::innerNodes).sum();
    forth = new Direction(cells * inputs);
    back = new Direction(graphs.size());
    outOfPlaces = new Gathering(graphs.size());
    outOfNodes = new Gathering(graphs.size());
    int firstPlace = 0;
    int firstInner = 0;
    for (int graph = 0; graph < graphs.size(); graph++) {
      OperationCell cell = graphs.get(graph);
      new Laying(cell, graph, graph % cells * inputs, firstInner, readout).lay(firstPlace);
      firstPlace += cell.places().size();
      firstInner += cell.innerNodes();
    }
  }

  List<Place> places() {
    return places;
  }

  int graphs() {
    return graphs.size();
  }

  /** Nodes that send in a forward pass. */
  int senders() {
    return forth.nodes();
  }

  /** Nodes that send in a backward pass. */
  int backSenders() {
    return back.nodes();
  }

  /** From the operations of the space to places (places, operations), sparse. */
  NDArray kinds(NDManager manager, DataType type) {
    Gathering kinds = new Gathering(places.size());
    for (int place = 0; place < places.size(); place++) {
      kinds.add(place, places.get(place).operation());
    }
    return kinds.on(manager, operations, type);
  }

  /** From the inputs on. */
  GatedFlow.Way forth(NDManager manager, DataType type) {
    return forth.on(manager, type);
  }

  /** From the outputs back. */
  GatedFlow.Way back(NDManager manager, DataType type) {
    return back.on(manager, type);
  }

  /** What the cells give after the last layer of a forward pass, as sparse matrices. */
  record Out(NDArray ofPlaces, NDArray ofNodes) {
    /** Shape (graphs, width). */
    NDArray of(GatedFlow.Last last) {
      return ofPlaces.matMul(last.through()).add(ofNodes.matMul(last.sent()));
    }
  }

  Out out(NDManager manager, DataType type) {
    return new Out(
        outOfPlaces.on(manager, places.size(), type), outOfNodes.on(manager, senders(), type));
  }

  /** One way through all cells: nodes where it starts come first, then all inner nodes. */
  private final class Direction {
    private final int starts;
    private final Gathering spread;
    private final Gathering read;
    private final Gathering written;
    private final Gathering passed;

    Direction(int starts) {
      this.starts = starts;
      spread = new Gathering(nodes());
      read = new Gathering(places.size());
      written = new Gathering(nodes());
      passed = new Gathering(nodes());
      for (int node = 0; node < nodes(); node++) {
        spread.add(node, Math.min(node, starts));
      }
      for (int start = 0; start < starts; start++) {
        passed.add(start, start);
      }
    }

    int nodes() {
      return starts + inner;
    }

    GatedFlow.Way on(NDManager manager, DataType type) {
      return new GatedFlow.Way(
          spread.on(manager, starts + 1L, type),
          read.on(manager, nodes(), type),
          written.on(manager, places.size(), type),
          passed.on(manager, nodes(), type));
    }
  }

  /** Lays one cell. */
  private final class Laying {
    private static final int END = -1;

    private final OperationCell cell;
    private final int graph;
    private final int[] forthRows;
    private final int[] backRows;
    private final double[] shares; // of what each node receives in what the cell gives

    Laying(OperationCell cell, int graph, int firstInput, int firstInner, Gates.Readout readout) {
      this.cell = cell;
      this.graph = graph;
      forthRows = new int[cell.nodes()];
      backRows = new int[cell.nodes()];
      shares = new double[cell.nodes()];
      boolean isMean = readout == Gates.Readout.MEAN;
      double share = isMean ? 1.0 / (1 + cell.innerNodes()) : 1;
      Arrays.fill(shares, cell.inputs(), cell.nodes(), isMean ? share : 0);
      int next = firstInner;
      for (int node = 0; node < cell.nodes(); node++) {
        forthRows[node] = node < cell.inputs() ? firstInput + node : forth.starts + next;
        backRows[node] = node < cell.inputs() ? END : back.starts + next;
        next += cell.isInner(node) ? 1 : 0;
      }
      int output = cell.nodes() - 1;
      forthRows[output] = END;
      backRows[output] = graph;
      shares[output] = share;
    }

    void lay(int firstPlace) {
      for (int i = 0; i < cell.places().size(); i++) {
        lay(cell.places().get(i), firstPlace + i);
      }
      cell.passes().forEach(this::lay);
    }

    private void lay(Place place, int number) {
      int to = place.to();
      back.read.add(number, backRows[to]);
      for (int from : place.from()) {
        forth.read.add(number, forthRows[from]);
        if (backRows[from] != END) {
          back.written.add(backRows[from], number);
        }
      }
      if (forthRows[to] != END) {
        forth.written.add(forthRows[to], number);
      }
      if (shares[to] > 0) {
        outOfPlaces.add(graph, number, shares[to]);
      }
    }

    private void lay(Pass pass) {
      if (forthRows[pass.to()] != END) {
        forth.passed.add(forthRows[pass.to()], forthRows[pass.from()]);
      }
      if (backRows[pass.from()] != END) {
        back.passed.add(backRows[pass.from()], backRows[pass.to()]);
      }
      if (shares[pass.to()] > 0) {
        outOfNodes.add(graph, forthRows[pass.from()], shares[pass.to()]);
      }
    }
  }
}
