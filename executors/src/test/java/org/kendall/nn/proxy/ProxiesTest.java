package org.kendall.nn.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageShape;
import org.kendall.nn.Augmentation;
import org.kendall.nn.Batches;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Layers;
import org.kendall.nn.Network;
import org.kendall.nn.Pass;
import org.kendall.nn.Pixels;
import org.kendall.nn.Weights;

/** Against formulas worked out in Java for networks of one or two layers. */
class ProxiesTest {
  private static final int INPUTS = 3;
  private static final int CLASSES = 4;
  private static final int IMAGES = 8;

  /** Images of one pixel, so that a network is a function of a few numbers. */
  private static final ImageShape SHAPE = new ImageShape(INPUTS, 1, 1, CLASSES);

  /** Scores W x + b, b = 0. */
  private static final Network LINEAR =
      Network.of(SHAPE, Layers.globalMean(), Layers.linear(INPUTS, CLASSES));

  private static final ImageBatch BATCH = batch(IMAGES);

  private static ImageBatch batch(int size) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] pixels = new byte[size * INPUTS];
    random.nextBytes(pixels);
    byte[] labels = new byte[size];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % CLASSES);
    }
    ImageSet images = new ImageSet(SHAPE, pixels, labels);
    return new ImageBatch(images, Pixels.standardizing(images));
  }

  /** The images as the network sees them, (images, inputs). */
  private static double[][] inputs() {
    double[][] inputs = new double[IMAGES][INPUTS];
    for (int channel = 0; channel < INPUTS; channel++) {
      double[] levels = new double[IMAGES];
      for (int i = 0; i < IMAGES; i++) {
        levels[i] = BATCH.images().pixel(i, channel);
      }
      double mean = Arrays.stream(levels).average().orElseThrow();
      double variance = Arrays.stream(levels).map(v -> (v - mean) * (v - mean)).sum() / IMAGES;
      for (int i = 0; i < IMAGES; i++) {
        inputs[i][channel] = (levels[i] - mean) / Math.sqrt(variance);
      }
    }
    return inputs;
  }

  /** The weights that the linear network gets, (inputs, classes). */
  private static double[][] weights(SplittableRandom random) {
    try (Probe probe = new Probe(LINEAR, BATCH, Device.cpu(), random)) {
      float[] flat = probe.values();
      double[][] weights = new double[INPUTS][CLASSES];
      for (int i = 0; i < INPUTS * CLASSES; i++) {
        weights[i / CLASSES][i % CLASSES] = flat[i];
      }
      return weights;
    }
  }

  /** As the random numbers are dealt: of the first seed those of its first batch. */
  private static SplittableRandom drawOf(long seed) {
    SplittableRandom draw = new SplittableRandom(seed).split();
    draw.split(); // of proxies that see no images
    return draw.split();
  }

  private static double[] product(double[] row, double[][] matrix) {
    double[] product = new double[CLASSES];
    for (int i = 0; i < INPUTS; i++) {
      for (int c = 0; c < CLASSES; c++) {
        product[c] += row[i] * matrix[i][c];
      }
    }
    return product;
  }

  private static double[] softmax(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(s -> Math.exp(s) / sum).toArray();
  }

  /** Of the mean cross-entropy: x (p - y)' / images. */
  private static double[][] gradient(double[][] weights) {
    double[][] inputs = inputs();
    double[][] gradient = new double[INPUTS][CLASSES];
    for (int image = 0; image < IMAGES; image++) {
      double[] p = softmax(product(inputs[image], weights));
      for (int i = 0; i < INPUTS; i++) {
        for (int c = 0; c < CLASSES; c++) {
          double miss = p[c] - (BATCH.images().label(image) == c ? 1 : 0);
          gradient[i][c] += inputs[image][i] * miss / IMAGES;
        }
      }
    }
    return gradient;
  }

  private static Map<Proxy, Double> of(Network network, Proxy... asked) {
    Set<Proxy> set = EnumSet.copyOf(Arrays.asList(asked));
    return new Proxies(set, 1)
        .of(network, List.of(BATCH), new Proxies.Run(5, Device.cpu(), () -> {}));
  }

  @Test
  void gradientsOfOneLayerAreThoseOfTheFormula() {
    double[][] weights = weights(drawOf(5));
    double[][] gradient = gradient(weights);
    double weightSquares = 0;
    double squares = 0;
    double products = 0;
    double absolute = 0;
    for (int i = 0; i < INPUTS; i++) {
      for (int c = 0; c < CLASSES; c++) {
        weightSquares += weights[i][c] * weights[i][c];
        squares += gradient[i][c] * gradient[i][c];
        products += weights[i][c] * gradient[i][c];
        absolute += Math.abs(weights[i][c] * gradient[i][c]);
      }
    }
    Map<Proxy, Double> scores = of(LINEAR, Proxy.L2_NORM, Proxy.GRAD_NORM, Proxy.SNIP, Proxy.PLAIN);
    assertThat(scores.get(Proxy.L2_NORM)).isCloseTo(Math.sqrt(weightSquares), within(1e-5));
    assertThat(scores.get(Proxy.GRAD_NORM)).isCloseTo(Math.sqrt(squares), within(1e-5));
    assertThat(scores.get(Proxy.PLAIN)).isCloseTo(products, within(1e-5));
    assertThat(scores.get(Proxy.SNIP)).isCloseTo(absolute, within(1e-5));
  }

  /** The Hessian times v is the mean of x (diag(p) - p p') (v' x)'. */
  @Test
  void graspOfOneLayerIsThatOfTheExactHessian() {
    double[][] weights = weights(drawOf(5));
    double[][] gradient = gradient(weights);
    double[][] inputs = inputs();
    double expected = 0;
    for (int image = 0; image < IMAGES; image++) {
      double[] scores = product(inputs[image], weights);
      double[] p = softmax(scores);
      double[] moved = product(inputs[image], gradient);
      double mean = IntStream.range(0, CLASSES).mapToDouble(c -> p[c] * moved[c]).sum();
      for (int c = 0; c < CLASSES; c++) {
        expected -= scores[c] * p[c] * (moved[c] - mean) / IMAGES;
      }
    }
    assertThat(of(LINEAR, Proxy.GRASP).get(Proxy.GRASP))
        .isCloseTo(expected, within(2e-3 * Math.abs(expected) + 1e-4));
  }

  @Test
  void fisherOfOneLayerIsThatOfTheFormula() {
    double[][] weights = weights(drawOf(5));
    double expected = 0;
    for (int image = 0; image < IMAGES; image++) {
      double[] scores = product(inputs()[image], weights);
      double[] p = softmax(scores);
      for (int c = 0; c < CLASSES; c++) {
        double miss = p[c] - (BATCH.images().label(image) == c ? 1 : 0);
        double flow = scores[c] * miss / IMAGES;
        expected += INPUTS * flow * flow / 2 / IMAGES;
      }
    }
    assertThat(of(LINEAR, Proxy.FISHER).get(Proxy.FISHER))
        .isCloseTo(expected, within(1e-5 * expected));
  }

  /** Each layer conserves the flow, so the sum is the flow times the layers (biases are 0). */
  @Test
  void synflowOfTwoLayersIsTwiceTheFlow() {
    int hidden = 5;
    Network network =
        Network.of(
            SHAPE,
            Layers.convolution(INPUTS, hidden, 1),
            Layers.batchNorm(hidden),
            Layers.relu(),
            Layers.globalMean(),
            Layers.linear(hidden, CLASSES));
    SplittableRandom random = new SplittableRandom(5).split().split().split();
    try (Probe probe = new Probe(network, BATCH, Device.cpu(), random)) {
      float[] values = probe.values();
      int after = hidden * INPUTS + 2 * hidden; // kernel, scale, shift
      double flow = 0;
      for (int unit = 0; unit < hidden; unit++) {
        double in = 0;
        for (int i = 0; i < INPUTS; i++) {
          in += Math.abs(values[unit * INPUTS + i]);
        }
        for (int c = 0; c < CLASSES; c++) {
          flow += in * Math.abs(values[after + unit * CLASSES + c]);
        }
      }
      assertThat(of(network, Proxy.SYNFLOW).get(Proxy.SYNFLOW))
          .isCloseTo(Math.log(2 * flow), within(1e-6));
    }
  }

  /** The Jacobian of each image is the same there: W times ones. */
  @Test
  void jacobiansOfALinearNetworkCorrelateFully() {
    double shifted = 1e-5;
    double expected =
        -(Math.log(IMAGES + shifted) + 1 / (IMAGES + shifted))
            - (IMAGES - 1) * (Math.log(shifted) + 1 / shifted);
    Map<Proxy, Double> scores = of(LINEAR, Proxy.JACOB_COV, Proxy.EPE_NAS);
    assertThat(scores.get(Proxy.JACOB_COV)).isCloseTo(expected, within(1e-2 * -expected));
    // Two images of each class: four entries of log(1 + 1e-5).
    assertThat(scores.get(Proxy.EPE_NAS)).isCloseTo(CLASSES * 4 * Math.log(1 + 1e-5), within(1e-5));
  }

  /** One level of one pixel up and down: the network is piecewise linear, but for batch norm. */
  @Test
  void jacobiansAreThoseOfFiniteDifferences() {
    Network network =
        Network.of(
            SHAPE,
            Layers.convolution(INPUTS, 6, 1),
            Layers.batchNorm(6),
            Layers.relu(),
            Layers.globalMean(),
            Layers.linear(6, CLASSES));
    try (Probe probe = new Probe(network, BATCH, Device.cpu(), new SplittableRandom(1))) {
      double[][] jacobians = probe.look(Needs.of(Set.of(Proxy.JACOB_COV))).jacobians();
      double[][] expected = new double[IMAGES][INPUTS];
      for (int image = 0; image < IMAGES; image++) {
        for (int input = 0; input < INPUTS; input++) {
          double step = BATCH.pixels().value(input, 1) - BATCH.pixels().value(input, 0);
          expected[image][input] =
              (sumOfScores(network, image, input, 1) - sumOfScores(network, image, input, -1))
                  / (2 * step);
        }
      }
      for (int image = 0; image < IMAGES; image++) {
        assertThat(jacobians[image]).containsExactly(expected[image], within(5e-3));
      }
    }
  }

  private static double sumOfScores(Network network, int image, int input, int levels) {
    byte[] pixels = new byte[IMAGES * INPUTS];
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) BATCH.images().pixel(i / INPUTS, i % INPUTS);
    }
    pixels[image * INPUTS + input] += (byte) levels;
    ImageBatch moved = new ImageBatch(new ImageSet(SHAPE, pixels, labels), BATCH.pixels());
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = Weights.initial(network, manager, new SplittableRandom(1));
      NDArray images =
          new Batches(moved.images(), moved.pixels(), IMAGES)
              .images(
                  manager,
                  IntStream.range(0, IMAGES).toArray(),
                  Augmentation.NONE,
                  new SplittableRandom(1));
      Pass pass = weights.pass(Pass.Purpose.TRAIN, weights.leaf(manager));
      return network.forward(images, pass).sum().getFloat();
    }
  }

  @Test
  void correlationsAreThoseOfPearson() {
    double[][] rows = {{1, 2, 4}, {2, 1, 0}, {3, 3, 3}, {5, 5, 5}};
    double[][] correlations = ImageAgreement.correlations(rows);
    // By hand: rows centred are (-4, -1, 5) / 3 and (1, 0, -1).
    assertThat(correlations[0][1]).isCloseTo(-9 / Math.sqrt(42 * 2), within(1e-12));
    assertThat(correlations[2]).containsExactly(0, 0, 1, 1);
  }

  /** The images stand before the ReLU as they are. */
  @Test
  void naswotIsTheDeterminantOfAgreements() {
    Network network =
        Network.of(SHAPE, Layers.relu(), Layers.globalMean(), Layers.linear(INPUTS, CLASSES));
    double[][] inputs = inputs();
    double[][] agreement = new double[IMAGES][IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      for (int j = 0; j < IMAGES; j++) {
        for (int unit = 0; unit < INPUTS; unit++) {
          agreement[i][j] += inputs[i][unit] > 0 == inputs[j][unit] > 0 ? 1 : 0;
        }
      }
    }
    try (Probe probe = new Probe(network, BATCH, Device.cpu(), drawOf(5))) {
      assertThat(probe.look(Needs.of(Set.of(Proxy.NASWOT))).agreement()).isEqualTo(agreement);
    }
    double[][] regular = {{4, 1, 0}, {1, 3, 1}, {0, 1, 5}};
    assertThat(ImageAgreement.naswot(regular))
        .isCloseTo(
            Math.log(new LUDecomposition(new Array2DRowRealMatrix(regular)).getDeterminant()),
            within(1e-9));
  }

  /**
   * Of a linear f: log of .01 sum_u |w_u e|, whose mean is .01 sqrt(2 / pi) sum_u |w_u|. 4,000
   * images leave a deviation of 1 %; five of those are allowed.
   */
  @Test
  void zenOfALinearNetworkIsThatOfTheFormula() {
    Network network =
        Network.of(
            SHAPE,
            Layers.convolution(INPUTS, 6, 1),
            Layers.globalMean(),
            Layers.linear(6, CLASSES));
    SplittableRandom random = new SplittableRandom(9);
    float[] values;
    try (NDManager manager = NDManager.newBaseManager()) {
      values =
          Weights.normal(network, manager, new SplittableRandom(9)).trainedValues().toFloatArray();
    }
    double norms = 0;
    for (int unit = 0; unit < 6; unit++) {
      double squares = 0;
      for (int i = 0; i < INPUTS; i++) {
        squares += Math.pow(values[unit * INPUTS + i], 2);
      }
      norms += Math.sqrt(squares);
    }
    assertThat(Zen.of(network, 4_000, Device.cpu(), random))
        .isCloseTo(Math.log(.01 * Math.sqrt(2 / Math.PI) * norms), within(.05));
  }

  @ParameterizedTest
  @EnumSource(Proxy.class)
  void sharedPassesGiveWhatEachGivesAlone(Proxy proxy) {
    Network network =
        new CellNetwork(
                List.of(
                    Operation.CONV_3X3,
                    Operation.CONV_3X3,
                    Operation.SKIP_CONNECT,
                    Operation.CONV_1X1,
                    Operation.AVG_POOL_3X3,
                    Operation.CONV_3X3),
                2,
                1)
            .network(SHAPE);
    double alone = of(network, proxy).get(proxy);
    assertThat(of(network, Proxy.values()).get(proxy))
        .isCloseTo(alone, within(1e-4 * Math.abs(alone)));
  }

  /** A stem, two reductions of three, a head, and six in each of three cells. */
  @Test
  void everyLayerCountsAlsoThoseThatAreComputedAsOne() {
    Network network =
        new CellNetwork(Collections.nCopies(6, Operation.CONV_1X1), 4, 1).network(SHAPE);
    assertThat(Kernels.of(network).spans()).hasSize(1 + 6 + 1 + 18);
    assertThat(Kernels.of(network).spans().stream().mapToInt(s -> s.to() - s.from()).sum())
        .isEqualTo(
            network.weights().stream()
                .filter(weight -> weight.multiplies())
                .mapToInt(weight -> weight.size())
                .sum());
  }

  @Test
  void equalSeedsGiveEqualFigures() {
    assertThat(of(LINEAR, Proxy.values())).isEqualTo(of(LINEAR, Proxy.values()));
  }
}
