package org.kendall.nn.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.kendall.nn.CellEdge;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Layers;
import org.kendall.nn.Pass;
import org.kendall.nn.Weight;

/**
 * What says which GLOW block each edge of a cell uses (Zhou et al., "CLOSE", ECCV 2022, section
 * 4.2): GATES encodes the cell, and a perceptron on the codes of an edge's two nodes gives a number
 * for each block. In training one is drawn by Gumbel noise, and the gradient passes through as if
 * their mixture had been taken (Jang et al., ICLR 2017).
 *
 * <p>Differs from the authors' code: no noise at evaluation, where theirs draws some, so that a
 * network is evaluated alike each time; no dropout; narrower.
 *
 * @param operations embeddings, (operations, width)
 * @param input what flows into the cell, (1, width)
 * @param layers of the encoder
 * @param hidden of the perceptron, (2 x width, units) and (units)
 * @param last (units, blocks) and (blocks)
 */
record Gate(
    Weight operations, Weight input, List<Flow> layers, List<Weight> hidden, List<Weight> last) {
  private static final int WIDTH = 32;
  private static final int DEPTH = 3;
  private static final int UNITS = 64;
  private static final int NODES = 4;
  private static final float TEMPERATURE = 5;

  /**
   * A layer of the encoder.
   *
   * @param values (width, width)
   * @param gate (width, width) and (width)
   */
  record Flow(Weight values, Weight gate, Weight shift) {}

  static Gate of(int blocks) {
    List<Flow> layers = new ArrayList<>();
    for (int layer = 0; layer < DEPTH; layer++) {
      layers.add(
          new Flow(
              Weight.heNormal(2 * WIDTH, WIDTH, WIDTH),
              Weight.heNormal(2 * WIDTH, WIDTH, WIDTH),
              Weight.constant(0, WIDTH)));
    }
    return new Gate(
        Weight.heNormal(2, Operation.values().length, WIDTH),
        Weight.heNormal(2, 1, WIDTH),
        List.copyOf(layers),
        List.of(Weight.heNormal(2 * WIDTH, 2 * WIDTH, UNITS), Weight.constant(0, UNITS)),
        List.of(Weight.heNormal(UNITS, UNITS, blocks), Weight.constant(0, blocks)));
  }

  List<Weight> weights() {
    return Stream.of(
            Stream.of(operations, input),
            layers.stream().flatMap(l -> Stream.of(l.values(), l.gate(), l.shift())),
            hidden.stream(),
            last.stream())
        .flatMap(stream -> stream)
        .toList();
  }

  /** How many blocks there are when all are open. */
  int blocks() {
    return last.get(1).size();
  }

  /**
   * How much each edge is for each block.
   *
   * @param open how many blocks there are as yet
   * @return (edges, open)
   */
  NDArray logits(List<Operation> cell, int open, Pass pass) {
    NDArray codes = codes(cell, pass); // (nodes, width)
    NDManager manager = codes.getManager();
    NDArray from = codes.get(manager.create(new int[] {0, 0, 1, 0, 1, 2})); // (edges, width)
    NDArray to = codes.get(manager.create(new int[] {1, 2, 2, 3, 3, 3}));
    NDArray units =
        Layers.rectified(
            from.concat(to, 1)
                .matMul(pass.array(hidden.get(0)))
                .add(pass.array(hidden.get(1)))); // (edges, units)
    NDArray all = units.matMul(pass.array(last.get(0))).add(pass.array(last.get(1)));
    return all.get(new NDIndex(":, 0:{}", open)); // (edges, open)
  }

  /** GATES on edges: each node sums what its inputs send through the gates of the operations. */
  private NDArray codes(List<Operation> cell, Pass pass) {
    NDArray first = pass.array(input);
    NDManager manager = first.getManager();
    int[] kinds = new int[NODES * NODES]; // by target and source
    float[] there = new float[NODES * NODES];
    for (CellEdge edge : CellEdge.all(cell)) {
      kinds[NODES * edge.to() + edge.from()] = edge.operation().ordinal();
      there[NODES * edge.to() + edge.from()] = edge.operation() == Operation.NONE ? 0 : 1;
    }
    NDArray mask = manager.create(there, new Shape(NODES, NODES, 1));
    NDArray edges = pass.array(operations).get(manager.create(kinds)); // (targets x sources, width)
    NDArray nothing = manager.zeros(new Shape(NODES - 1, WIDTH));
    NDArray nodes = first.concat(nothing, 0); // (nodes, width)
    NDArray own = manager.create(new float[] {1, 0, 0, 0}, new Shape(NODES, 1));
    for (int layer = 0; layer < DEPTH; layer++) {
      Flow flow = layers.get(layer);
      NDArray sent = nodes.matMul(pass.array(flow.values())); // (sources, width)
      NDArray gates =
          JniUtils.sigmoid(
              (PtNDArray) edges.matMul(pass.array(flow.gate())).add(pass.array(flow.shift())));
      NDArray through = gates.reshape(NODES, NODES, WIDTH).mul(mask); // (targets, sources, width)
      NDArray gathered = through.mul(sent.expandDims(0)).sum(new int[] {1}); // (targets, width)
      nodes = gathered.add(sent.mul(own));
      nodes = layer + 1 < DEPTH ? Layers.rectified(nodes) : nodes;
    }
    return nodes;
  }

  /** Each edge with the block that it is most for. */
  Wiring chosen(List<Operation> cell, int open, Pass pass) {
    long[] blocks = logits(cell, open, pass).argMax(1).toLongArray();
    return (edge, values) -> values.apply((int) blocks[edge.place()]);
  }

  /** Each edge with a block that is drawn, through which all open blocks' gradients pass. */
  Wiring drawn(List<Operation> cell, int open, Pass pass, RandomGenerator random) {
    NDArray logits = logits(cell, open, pass);
    NDManager manager = logits.getManager();
    float[] noise = new float[Supernet.EDGES * open];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
    }
    NDArray cooler = manager.create(1 / TEMPERATURE);
    NDArray soft =
        logits
            .add(manager.create(noise, logits.getShape()))
            .mul(cooler)
            .softmax(1); // (edges, open)
    float[] hard = new float[noise.length]; // (edges, open)
    long[] blocks = soft.stopGradient().argMax(1).toLongArray();
    for (int edge = 0; edge < blocks.length; edge++) {
      hard[edge * open + (int) blocks[edge]] = 1;
    }
    NDArray one = manager.create(hard, logits.getShape());
    NDList weights = soft.add(one.sub(soft.stopGradient())).flatten().split(noise.length);
    return (edge, values) -> mixed(edge, open, weights, values);
  }

  private static NDArray mixed(
      CellEdge edge, int open, NDList weights, IntFunction<NDArray> values) {
    NDArray sum = null;
    for (int block = 0; block < open; block++) {
      NDArray part = values.apply(block).mul(weights.get(edge.place() * open + block));
      sum = block == 0 ? part : sum.add(part);
    }
    return sum;
  }
}
