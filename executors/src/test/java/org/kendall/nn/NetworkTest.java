package org.kendall.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.data.ImageShape;
import org.kendall.nn.CellNetwork.Operation;

class NetworkTest {
  private static final ImageShape SHAPE = new ImageShape(2, 6, 6, 4);
  private static final int BATCH = 5;

  /** All operations, with node 1 feeding two convolutions of one size. */
  private static final CellNetwork MIXED =
      design("CONV_3X3 CONV_1X1 CONV_3X3 AVG_POOL_3X3 CONV_3X3 SKIP_CONNECT");

  private static CellNetwork design(String operations) {
    return new CellNetwork(
        Arrays.stream(operations.split(" ")).map(Operation::valueOf).toList(), 3, 1);
  }

  @Test
  void gradientIsThatOfDjlsOwnCollector() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Network network = MIXED.network(SHAPE);
      Weights weights = weights(network, manager);
      NDArray leaf = gradientLeaf(weights, manager);
      try (Tape tape = Tape.open()) {
        tape.backward(loss(network, weights, leaf, manager));
      }
      NDArray again = gradientLeaf(weights, manager);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        collector.backward(loss(network, weights, again, manager));
      }
      assertThat(leaf.getGradient().toFloatArray()).isEqualTo(again.getGradient().toFloatArray());
    }
  }

  /**
   * Along a random direction, where single precision leaves about four digits of the difference.
   */
  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"SKIP_CONNECT", "CONV_1X1", "CONV_3X3", "AVG_POOL_3X3"})
  void gradientIsThatOfFiniteDifferences(Operation operation) {
    CellNetwork design = design((operation + " ").repeat(6).strip());
    try (NDManager manager = NDManager.newBaseManager()) {
      Network network = design.network(SHAPE);
      Weights weights = weights(network, manager);
      NDArray leaf = gradientLeaf(weights, manager);
      try (Tape tape = Tape.open()) {
        tape.backward(loss(network, weights, leaf, manager));
      }
      float[] gradient = leaf.getGradient().toFloatArray();
      double norm = Math.sqrt(product(gradient, gradient));
      NDArray direction = leaf.getGradient().div((float) norm);
      float step = 2e-3f;
      float ahead =
          loss(network, weights, weights.trainedValues().add(direction.mul(step)), manager)
              .getFloat();
      float behind =
          loss(network, weights, weights.trainedValues().sub(direction.mul(step)), manager)
              .getFloat();
      assertThat((ahead - behind) / (2 * step))
          .isEqualTo((float) norm, within((float) norm * .02f));
    }
  }

  /**
   * The reference writes out every edge on its own. Its convolutions are Kendall's, whose gradient
   * is checked above: with channels first, PyTorch 2.7.1 gives wrong gradients.
   */
  @ParameterizedTest
  @CsvSource({
    "CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3",
    "CONV_3X3 CONV_1X1 NONE CONV_3X3 CONV_3X3 CONV_1X1",
    "CONV_1X1 CONV_1X1 CONV_1X1 CONV_1X1 CONV_1X1 CONV_1X1",
    "CONV_3X3 CONV_1X1 CONV_3X3 AVG_POOL_3X3 CONV_3X3 SKIP_CONNECT",
    "SKIP_CONNECT NONE AVG_POOL_3X3 CONV_3X3 CONV_3X3 AVG_POOL_3X3",
    "CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3 NONE NONE",
    "NONE NONE CONV_3X3 NONE CONV_3X3 CONV_3X3",
    "NONE CONV_3X3 NONE NONE CONV_1X1 NONE",
  })
  void cellIsThatWrittenOutEdgeByEdge(String operations) {
    CellNetwork design = design(operations);
    Cell cell = Cell.of(design.operations(), 3);
    try (NDManager manager = NDManager.newBaseManager()) {
      Network network =
          Network.of(new ImageShape(3, 6, 6, 3), Layers.sequence(cell), Layers.globalMean());
      Weights weights = Weights.initial(network, manager, new SplittableRandom(3));
      NDArray values = gauss(manager, 4, BATCH, 6, 6, 3).transpose(0, 3, 1, 2);
      NDArray own = gradientLeaf(weights, manager);
      NDArray reference = gradientLeaf(weights, manager);
      NDArray shapeOfLoss = gauss(manager, 5, BATCH, 3, 6, 6);
      NDArray result;
      NDArray expected;
      try (Tape tape = Tape.open()) {
        result = cell.forward(values, weights.pass(Pass.Purpose.TRAIN, own));
        Pass pass = weights.pass(Pass.Purpose.TRAIN, reference);
        expected = edgeByEdge(design.operations(), cell, values, pass);
        if (!cell.live().isEmpty()) { // else nothing reaches the output
          tape.backward(result.mul(shapeOfLoss).sum());
          tape.backward(expected.mul(shapeOfLoss).sum());
        }
      }
      assertClose(result, expected);
      assertClose(own.getGradient(), reference.getGradient());
    }
  }

  private static NDArray edgeByEdge(
      List<Operation> operations, Cell cell, NDArray input, Pass pass) {
    NDArray[] nodes = {input, input.zerosLike(), input.zerosLike(), input.zerosLike()};
    for (int to = 1; to < 4; to++) {
      for (int from = 0; from < to; from++) {
        if (isOnPath(operations, from, to)) {
          NDArray value =
              switch (operation(operations, from, to)) {
                case SKIP_CONNECT -> nodes[from];
                case AVG_POOL_3X3 -> pooled(nodes[from]);
                default -> convolved(Layers.rectified(nodes[from]), cell, List.of(from, to), pass);
              };
          nodes[to] = nodes[to].add(value);
        }
      }
    }
    return nodes[3];
  }

  private static Operation operation(List<Operation> operations, int from, int to) {
    return operations.get(to * (to - 1) / 2 + from);
  }

  /** By going through all paths. */
  private static boolean isOnPath(List<Operation> operations, int from, int to) {
    return Stream.of(List.of(0, 3), List.of(0, 1, 3), List.of(0, 2, 3), List.of(0, 1, 2, 3))
        .filter(
            path ->
                IntStream.range(1, path.size())
                    .noneMatch(
                        i -> operation(operations, path.get(i - 1), path.get(i)) == Operation.NONE))
        .anyMatch(path -> path.indexOf(to) == path.indexOf(from) + 1 && path.contains(from));
  }

  private static NDArray convolved(NDArray input, Cell cell, List<Integer> edge, Pass pass) {
    Cell.Bundle bundle =
        cell.live().stream()
            .filter(one -> one.operation().convolves() && one.from() == edge.get(0))
            .filter(one -> one.targets().contains(edge.get(1)))
            .findFirst()
            .orElseThrow();
    long place = bundle.targets().indexOf(edge.get(1));
    NDIndex own = new NDIndex("{}:{}", 3 * place, 3 * place + 3);
    List<Weight> weights = bundle.layer().weights();
    NDArray sums = Layers.convolved(input, pass.array(weights.get(0)).get(own), 1);
    int[] others = {0, 2, 3};
    NDArray count = input.getManager().create((float) BATCH * 36); // no Java number: see Tape
    NDArray mean = sums.sum(others, true).div(count);
    NDArray centred = sums.sub(mean);
    NDArray variance = centred.mul(centred).sum(others, true).div(count);
    NDArray scale = pass.array(weights.get(1)).get(own).reshape(1, -1, 1, 1);
    NDArray shift = pass.array(weights.get(2)).get(own).reshape(1, -1, 1, 1);
    return centred.div(variance.add(1e-5f).sqrt()).mul(scale).add(shift);
  }

  /** Sums over the neighbourhood by a convolution with ones, over the number of pixels in it. */
  private static NDArray pooled(NDArray input) {
    NDManager manager = input.getManager();
    long channels = input.getShape().get(1);
    Shape one = new Shape(1, 1);
    PtNDArray ones = (PtNDArray) manager.ones(new Shape(channels, 1, 3, 3));
    NDArray sums =
        JniUtils.convolution((PtNDArray) input, ones, null, one, one, one, (int) channels);
    NDArray counts =
        JniUtils.convolution(
            (PtNDArray) input.onesLike(), ones, null, one, one, one, (int) channels);
    return sums.div(counts);
  }

  private static void assertClose(NDArray actual, NDArray expected) {
    float largest = Math.max(1, expected.abs().max().getFloat());
    assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(2e-4f * largest);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "7, 5", "28, 28"})
  void imagesOfAnySizeAreClassified(int height, int width) {
    ImageShape shape = new ImageShape(1, height, width, 10);
    try (NDManager manager = NDManager.newBaseManager()) {
      Network network = MIXED.network(shape);
      Weights weights = Weights.initial(network, manager, new SplittableRandom(1));
      NDArray images = gauss(manager, 2, 3, height, width, 1);
      NDArray leaf = weights.leaf(manager);
      NDArray scores = network.forward(images, weights.pass(Pass.Purpose.EVALUATE, leaf));
      assertThat(scores.getShape()).isEqualTo(new Shape(3, 10));
    }
  }

  @Test
  void asManyValuesAreTrainedAsAreCounted() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(weights(MIXED.network(SHAPE), manager).trainedValues().size())
          .isEqualTo(MIXED.parameters(SHAPE));
    }
  }

  @Test
  void networkMustEndWithItsClasses() {
    assertThatThrownBy(() -> Network.of(SHAPE, Layers.globalMean()))
        .hasMessageContaining("each of the 4 classes");
  }

  private static Weights weights(Network network, NDManager manager) {
    return Weights.initial(network, manager, new SplittableRandom(1));
  }

  private static NDArray gradientLeaf(Weights weights, NDManager manager) {
    NDArray leaf = weights.leaf(manager);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private static NDArray loss(Network network, Weights weights, NDArray leaf, NDManager manager) {
    NDArray images = gauss(manager, 2, BATCH, 6, 6, 2);
    NDArray targets = gauss(manager, 3, BATCH, 4);
    return network
        .forward(images, weights.pass(Pass.Purpose.TRAIN, leaf))
        .logSoftmax(1)
        .mul(targets)
        .sum();
  }

  private static NDArray gauss(NDManager manager, long seed, long... shape) {
    Random random = new Random(seed);
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
