package org.kendall.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageShape;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.supernet.Supernet;
import org.kendall.nn.supernet.TrainedSupernet;

/** A network of a supernet is the network that it would be alone. */
class SupernetTest {
  private static final ImageShape SHAPE = new ImageShape(1, 6, 6, 3);
  private static final int WIDTH = 2;
  private static final int IMAGES = 12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONV_3X3 CONV_1X1 CONV_3X3 AVG_POOL_3X3 CONV_3X3 SKIP_CONNECT",
        "CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3 CONV_3X3",
        "NONE CONV_1X1 CONV_3X3 SKIP_CONNECT NONE CONV_1X1",
        "AVG_POOL_3X3 NONE SKIP_CONNECT NONE NONE SKIP_CONNECT",
      })
  void networkWithSharedWeightsIsTheSameAloneWithCopiedOnes(String text) {
    List<Operation> cell = Arrays.stream(text.split(" ")).map(Operation::valueOf).toList();
    Supernet supernet = Supernet.ofEdges(SHAPE, WIDTH, 1);
    Map<Weight, float[]> values = drawn(supernet.whole());
    ImageSet images = images();
    double expected = lossAlone(cell, supernet, values, images);
    try (TrainedSupernet trained =
        TrainedSupernet.of(supernet, flat(supernet.whole(), values), images, Device.cpu())) {
      assertThat(trained.score(cell, images).loss()).isCloseTo(expected, within(1e-5));
    }
  }

  private static Map<Weight, float[]> drawn(Network whole) {
    SplittableRandom random = new SplittableRandom(1);
    Map<Weight, float[]> values = new HashMap<>();
    for (Weight weight : whole.weights()) {
      float[] array = new float[weight.size()];
      weight.fill(array, 0, random);
      values.put(weight, array);
    }
    return values;
  }

  private static List<float[]> flat(Network whole, Map<Weight, float[]> values) {
    return List.of(
        flat(whole, values, Weight.Role.TRAINED), flat(whole, values, Weight.Role.TRACKED));
  }

  private static float[] flat(Network whole, Map<Weight, float[]> values, Weight.Role role) {
    float[] all = new float[whole.size(role)];
    int from = 0;
    for (Weight weight : whole.weights()) {
      if (weight.role() == role) {
        System.arraycopy(values.get(weight), 0, all, from, weight.size());
        from += weight.size();
      }
    }
    return all;
  }

  private static ImageSet images() {
    byte[] pixels = new byte[IMAGES * SHAPE.pixels()];
    new SplittableRandom(2).nextBytes(pixels);
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) (i % 3);
    }
    return new ImageSet(SHAPE, pixels, labels);
  }

  /**
   * The supernet's weights are those of its frame, layer by layer, and then of each cell by edge:
   * the kernel of size 1, then that of size 3, with two statistics, a scale and a shift each.
   */
  private static double lossAlone(
      List<Operation> cell, Supernet supernet, Map<Weight, float[]> values, ImageSet images) {
    List<Layer> layers = CellNetwork.layers(SHAPE, WIDTH, 1, channels -> Cell.of(cell, channels));
    Network alone = Network.of(SHAPE, layers.toArray(Layer[]::new));
    List<Weight> shared = new ArrayList<>(supernet.whole().weights());
    Map<Weight, float[]> own = new HashMap<>();
    for (Layer layer : layers) {
      if (!(layer instanceof Cell)) {
        layer.weights().forEach(weight -> own.put(weight, values.get(shared.remove(0))));
      }
    }
    for (Layer layer : layers) {
      if (layer instanceof Cell one) {
        List<Weight> ofCell = List.copyOf(shared.subList(0, 6 * 2 * 5));
        shared.subList(0, 6 * 2 * 5).clear();
        one.live().stream()
            .filter(bundle -> bundle.operation().convolves())
            .forEach(
                bundle ->
                    own.put(bundle.layer().weights().get(0), kernels(bundle, ofCell, values)));
      }
    }
    return loss(alone, own, images);
  }

  private static float[] kernels(
      Cell.Bundle bundle, List<Weight> ofCell, Map<Weight, float[]> values) {
    float[] all = new float[bundle.layer().weights().get(0).size()];
    int from = 0;
    for (int to : bundle.targets()) {
      int edge = to * (to - 1) / 2 + bundle.from();
      int place = 10 * edge + (bundle.operation() == Operation.CONV_1X1 ? 0 : 5);
      float[] kernel = values.get(ofCell.get(place));
      System.arraycopy(kernel, 0, all, from, kernel.length);
      from += kernel.length;
    }
    return all;
  }

  private static double loss(Network network, Map<Weight, float[]> own, ImageSet images) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<Weight, NDArray> arrays = new HashMap<>();
      for (Weight weight : network.weights()) {
        float[] first = new float[weight.size()];
        weight.fill(first, 0, new SplittableRandom(7));
        arrays.put(weight, manager.create(own.getOrDefault(weight, first), weight.shape()));
      }
      Batches batches = new Batches(images, Pixels.standardizing(images), IMAGES);
      int[] all = IntStream.range(0, IMAGES).toArray();
      NDArray pictures = batches.images(manager, all, Augmentation.NONE, new SplittableRandom(0));
      Pass pass = new Pass(Pass.Purpose.TRAIN, arrays, Tap.NONE);
      return network
          .forward(pictures, pass)
          .logSoftmax(1)
          .mul(batches.targets(manager, all, 0))
          .sum()
          .getFloat();
    }
  }
}
