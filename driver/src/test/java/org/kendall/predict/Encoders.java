package org.kendall.predict;

import java.util.List;
import java.util.stream.Stream;

/** All encoders, with widths that suit tests. */
final class Encoders {
  private Encoders() {}

  /** Those that see the graph. */
  static List<Encoder> ofGraphs(int width) {
    List<Integer> layers = List.of(width, width, width);
    return List.of(
        new Gates(
            width,
            width,
            width,
            layers,
            Gates.SelfLoops.NONE,
            Gates.Residual.INPUT,
            Gates.Readout.OUTPUT),
        taGates(width, 3, TaGates.LookBack.FULL, Gates.SelfLoops.NONE, Gates.Readout.OUTPUT),
        new Gcn(width, width, layers, Gcn.GlobalNode.NONE),
        new Gcn(width, width, layers, Gcn.GlobalNode.ADDED));
  }

  /** Those that see the options taken, one after the other. */
  static List<Encoder> ofTokens(int width) {
    return List.of(new Lstm(width, width), new Mlp());
  }

  static List<Encoder> all(int width) {
    return Stream.concat(ofGraphs(width).stream(), ofTokens(width).stream()).toList();
  }

  static TaGates taGates(
      int width,
      int steps,
      TaGates.LookBack lookBack,
      Gates.SelfLoops selfLoops,
      Gates.Readout readout) {
    List<Integer> layers = List.of(width, width + 1, width);
    return new TaGates(
        steps,
        width,
        width,
        width,
        layers,
        layers,
        List.of(width, width),
        List.of(width),
        0.1,
        TaGates.Updated.CONVOLUTIONS,
        lookBack,
        TaGates.Symmetry.STRUCTURE,
        selfLoops,
        readout);
  }
}
