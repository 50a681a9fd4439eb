package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.predict.OperationCell.Place;
import org.kendall.space.Candidate;
import org.kendall.space.CellSpace;

/** TA-GATES on one space: the embeddings E of the operations change from step to step. */
record TaGatesNetwork(TaGates settings, CellSpace space, int cells, int inputs)
    implements EncoderNetwork<List<OperationCell>> {
  /** Architectures that go through all steps together: their nodes fit into a core's cache. */
  private static final int GROUP = 128;

  private static final List<Integer> SYMMETRY = List.of(64, 128);

  @Override
  public int width() {
    return cells * forward().last();
  }

  private GatedFlow forward() {
    return new GatedFlow(settings.hidden(), settings.forward(), settings.operationEmbedding());
  }

  private GatedFlow backward() {
    List<Integer> feedback = settings.feedback();
    return new GatedFlow(
        feedback.get(feedback.size() - 1), settings.backward(), settings.operationEmbedding());
  }

  /** From what all cells of an architecture give to what goes back through them. */
  private Perceptron feedback() {
    List<Integer> widths = new ArrayList<>(settings.feedback());
    widths.set(widths.size() - 1, cells * backward().input());
    return new Perceptron(width(), widths);
  }

  /** From E and what came through forth and back to how E changes. */
  private Perceptron update() {
    int embedding = settings.operationEmbedding();
    return new Perceptron(
        embedding + forward().last() + backward().last(), with(settings.update(), embedding));
  }

  /** From the figures of a place to what is added to its embedding. */
  private Perceptron symmetry() {
    return new Perceptron(CellWays.FIGURES, with(SYMMETRY, settings.operationEmbedding()));
  }

  private static List<Integer> with(List<Integer> widths, int last) {
    return Stream.concat(widths.stream(), Stream.of(last)).toList();
  }

  private boolean breaksSymmetry() {
    return settings.symmetry() == TaGates.Symmetry.STRUCTURE;
  }

  private boolean updates() {
    return settings.steps() > 1;
  }

  @Override
  public List<Parameter> parameters() {
    int node = settings.nodeEmbedding();
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        Parameter.normal(new Shape(space.operations().size(), settings.operationEmbedding())));
    parameters.add(Parameter.normal(new Shape((long) cells * inputs, node)));
    parameters.addAll(first().parameters());
    parameters.addAll(forward().parameters());
    if (breaksSymmetry()) {
      parameters.addAll(symmetry().parameters());
    }
    if (updates()) {
      parameters.addAll(feedback().parameters());
      parameters.addAll(backward().parameters());
      parameters.addAll(update().parameters());
    }
    return parameters;
  }

  /** From the embedding of an input to the information there. */
  private Perceptron first() {
    return new Perceptron(settings.nodeEmbedding(), List.of(settings.hidden()));
  }

  @Override
  public List<OperationCell> view(Candidate canonical) {
    return space.graphs(canonical).stream()
        .map(cell -> OperationCell.of(cell, settings.selfLoops()))
        .toList();
  }

  @Override
  public Batch together(List<List<OperationCell>> views) {
    List<LaidCells> groups =
        IntStream.iterate(0, first -> first < views.size(), first -> first + GROUP)
            .mapToObj(first -> views.subList(first, Math.min(views.size(), first + GROUP)))
            .map(this::lay)
            .toList();
    return Batch.ofEach(
        views.size(),
        groups.stream().mapToLong(this::macs).sum(),
        (manager, parameters) -> codes(groups, manager, parameters));
  }

  private LaidCells lay(List<List<OperationCell>> views) {
    List<OperationCell> graphs = views.stream().flatMap(List::stream).toList();
    return new LaidCells(graphs, cells, inputs, space.operations().size(), settings.readout());
  }

  /**
   * The codes of groups, one after the other. What gradients need outlives the manager of a group,
   * since all of it lies in memory that PyTorch owns.
   */
  private NDArray codes(List<LaidCells> groups, NDManager manager, NDList parameters) {
    NDList codes = new NDList(groups.size());
    for (LaidCells laid : groups) {
      try (NDManager group = manager.newSubManager()) {
        NDArray some = new Run(laid, group, parameters).codes();
        some.attach(manager);
        codes.add(some);
      }
    }
    // DJL makes one array alone a copy that gradients do not go through.
    return codes.size() == 1 ? codes.get(0) : NDArrays.concat(codes); // (architectures, width)
  }

  private long macs(LaidCells laid) {
    long places = laid.places().size();
    long starts = (long) cells * inputs;
    long macs = first().macs(starts + 1);
    macs += settings.steps() * forward().macs(starts, laid.senders(), places);
    macs += breaksSymmetry() ? symmetry().macs(places) : 0;
    return macs
        + (settings.steps() - 1)
            * (feedback().macs(laid.graphs() / cells)
                + backward().macs(laid.graphs(), laid.backSenders(), places)
                + update().macs(places));
  }

  /** What is read from the parameters one after the other. */
  private static final class Reading {
    private final NDList parameters;
    private int next;

    Reading(NDList parameters) {
      this.parameters = parameters;
    }

    NDArray one() {
      return parameters.get(next++);
    }

    NDList of(List<Parameter> some) {
      NDList read = parameters.subNDList(next, next + some.size());
      next += some.size();
      return read;
    }
  }

  /** One call for the codes of cells laid together. */
  private final class Run {
    private final LaidCells laid;
    private final NDManager manager;
    private final DataType type;
    private final Reading reading;

    Run(LaidCells laid, NDManager manager, NDList parameters) {
      this.laid = laid;
      this.manager = manager;
      type = parameters.get(0).getDataType();
      reading = new Reading(parameters);
    }

    /** Shape (architectures, width). */
    NDArray codes() {
      NDArray operations = reading.one();
      NDArray begin = first().of(withZeros(reading.one()), reading.of(first().parameters()));
      NDList forward = reading.of(forward().parameters());
      NDArray embeddings = embeddings(operations); // (places, operation embedding)
      GatedFlow.Way forth = laid.forth(manager, type);
      LaidCells.Out out = laid.out(manager, type);
      GatedFlow.Last last = forward().of(begin, embeddings, forth, forward);
      if (updates()) {
        Step step = new Step();
        for (int i = 1; i < settings.steps(); i++) {
          embeddings = embeddings.add(step.change(embeddings, last.through(), out.of(last)));
          last = forward().of(begin, embeddings, forth, forward);
        }
      }
      return out.of(last).reshape(-1, width());
    }

    /** With a row of zeros for all other nodes. */
    private NDArray withZeros(NDArray rows) {
      return rows.concat(manager.zeros(new Shape(1, rows.getShape().get(1)), type));
    }

    private NDArray embeddings(NDArray operations) {
      NDArray shared = laid.kinds(manager, type).matMul(operations);
      if (!breaksSymmetry()) {
        return shared;
      }
      NDArray figures = manager.create(new Shape(laid.places().size(), CellWays.FIGURES));
      FloatBuffer buffer = figures.toByteBuffer(true).asFloatBuffer();
      laid.places().forEach(place -> buffer.put(place.figures()));
      NDList own = reading.of(symmetry().parameters());
      return shared.add(symmetry().of(figures.toType(type, false), own));
    }

    /** What comes between two forward passes. */
    private final class Step {
      private final NDList feedback = reading.of(feedback().parameters());
      private final NDList backward = reading.of(backward().parameters());
      private final NDList update = reading.of(update().parameters());
      private final GatedFlow.Way back = laid.back(manager, type);
      private final NDArray scales = scales();

      /**
       * How the embeddings change.
       *
       * @param through what came through each operation (places, last width)
       * @param out what the cells gave (graphs, last width)
       * @return (places, operation embedding)
       */
      NDArray change(NDArray embeddings, NDArray through, NDArray out) {
        NDArray begin =
            feedback().of(out.reshape(-1, width()), feedback).reshape(-1, backward().input());
        NDArray returned = backward().of(withZeros(begin), embeddings, back, backward).through();
        NDArray told = told(embeddings).concat(told(through), 1).concat(returned, 1);
        return update().of(told, update).mul(scales);
      }

      private NDArray told(NDArray array) {
        return settings.lookBack() == TaGates.LookBack.STOPPED ? array.stopGradient() : array;
      }

      /** Shape (places, 1). */
      private NDArray scales() {
        List<String> names = space.operations();
        NDArray scales = manager.create(new Shape(laid.places().size(), 1));
        FloatBuffer buffer = scales.toByteBuffer(true).asFloatBuffer();
        for (Place place : laid.places()) {
          boolean isUpdated =
              settings.updated() == TaGates.Updated.ALL
                  || names.get(place.operation()).toLowerCase(Locale.ROOT).contains("conv");
          buffer.put(isUpdated ? (float) settings.updateScale() : 0);
        }
        return scales.toType(type, false);
      }
    }
  }
}
