package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The values of a network's weights on one device. All trained values lie in one array, so that an
 * optimizer's step is a handful of operations whatever the network; so do the tracked ones.
 */
public final class Weights {
  private final Part trained;
  private final NDArray trainedValues; // (parameters)
  private final NDArray trackedValues; // (tracked)
  private final Map<Weight, NDArray> tracked;

  private Weights(Part trained, NDArray trainedValues, Part tracked, NDArray trackedValues) {
    this.trained = trained;
    this.trainedValues = trainedValues;
    this.trackedValues = trackedValues;
    this.tracked = tracked.views(trackedValues);
  }

  /** The values that training starts with; they live as long as the manager. */
  public static Weights initial(Network network, NDManager manager, RandomGenerator random) {
    Part trained = Part.of(network, Weight.Role.TRAINED);
    Part tracked = Part.of(network, Weight.Role.TRACKED);
    return new Weights(
        trained, trained.initial(manager, random), tracked, tracked.initial(manager, random));
  }

  /** Normal values of deviation 1 wherever values are drawn. */
  public static Weights normal(Network network, NDManager manager, RandomGenerator random) {
    Part trained = Part.of(network, Weight.Role.TRAINED);
    Part tracked = Part.of(network, Weight.Role.TRACKED);
    return new Weights(
        trained, trained.normal(manager, random), tracked, tracked.initial(manager, random));
  }

  /** All trained values. Shape (parameters). */
  public NDArray trainedValues() {
    return trainedValues;
  }

  /** All values that layers update themselves. Shape (tracked). */
  public NDArray trackedValues() {
    return trackedValues;
  }

  /** The trained values as an array of its own that shares their memory, for one step. */
  public NDArray leaf(NDManager step) {
    NDArray leaf = trainedValues.stopGradient();
    leaf.attach(step);
    return leaf;
  }

  /** A pass with a {@link #leaf}. */
  public Pass pass(Pass.Purpose purpose, NDArray leaf) {
    Map<Weight, NDArray> arrays = trained.views(leaf);
    arrays.putAll(tracked);
    return new Pass(purpose, arrays, Tap.NONE);
  }

  /** Puts a weight's first values into an array, from a place on. */
  private interface Fill {
    void of(Weight weight, float[] values, int from);
  }

  /** The weights of one role, laid out one after the other. */
  private record Part(List<Weight> weights, int size) {
    static Part of(Network network, Weight.Role role) {
      List<Weight> weights =
          network.weights().stream().filter(weight -> weight.role() == role).toList();
      return new Part(weights, weights.stream().mapToInt(Weight::size).sum());
    }

    NDArray initial(NDManager manager, RandomGenerator random) {
      return filled(manager, (weight, values, from) -> weight.fill(values, from, random));
    }

    NDArray normal(NDManager manager, RandomGenerator random) {
      return filled(manager, (weight, values, from) -> weight.fill(values, from, random, 1));
    }

    private NDArray filled(NDManager manager, Fill fill) {
      float[] values = new float[size];
      int from = 0;
      for (Weight weight : weights) {
        fill.of(weight, values, from);
        from += weight.size();
      }
      return manager.create(values);
    }

    Map<Weight, NDArray> views(NDArray values) {
      Map<Weight, NDArray> views = new HashMap<>();
      if (weights.isEmpty()) {
        return views;
      }
      NDList parts = values.split(ends(), 0);
      for (int i = 0; i < weights.size(); i++) {
        Weight weight = weights.get(i);
        NDArray part = parts.get(i);
        views.put(weight, weight.shape().dimension() == 1 ? part : part.reshape(weight.shape()));
      }
      return views;
    }

    /** Where each weight but the last one ends. */
    private long[] ends() {
      long[] ends = new long[weights.size() - 1];
      long end = 0;
      for (int i = 0; i < ends.length; i++) {
        end += weights.get(i).size();
        ends[i] = end;
      }
      return ends;
    }
  }
}
