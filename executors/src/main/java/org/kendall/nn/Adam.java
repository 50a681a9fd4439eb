package org.kendall.nn;

import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) with the published constants, on arrays: one pass
 * over all parameters, where an array library takes a dozen. Weights decay apart from the gradient
 * (Loshchilov and Hutter, ICLR 2019, algorithm 2).
 */
public final class Adam {
  private static final float MEAN_DECAY = 0.9f;
  private static final float SQUARE_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final double weightDecay;
  private final float[] means;
  private final float[] squares;
  private int steps;

  /**
   * Begins with moments of zero.
   *
   * @param weightDecay the share of a parameter lost in a step, over the learning rate
   */
  public Adam(double weightDecay, int parameters) {
    this.weightDecay = weightDecay;
    this.means = new float[parameters];
    this.squares = new float[parameters];
  }

  /** Goes on where another one was. */
  public static Adam from(double weightDecay, int steps, List<float[]> moments) {
    Adam adam = new Adam(weightDecay, moments.get(0).length);
    adam.steps = steps;
    System.arraycopy(moments.get(0), 0, adam.means, 0, adam.means.length);
    System.arraycopy(moments.get(1), 0, adam.squares, 0, adam.squares.length);
    return adam;
  }

  /** What it remembers of past gradients: means, and means of squares. */
  public List<float[]> moments() {
    return List.of(means, squares);
  }

  /** Moves the parameters by one step against the gradient. */
  public void step(float[] parameters, float[] gradient, double learningRate) {
    steps++;
    float kept = (float) (1 - learningRate * weightDecay);
    float rate = (float) (learningRate / (1 - Math.pow(MEAN_DECAY, steps)));
    float scale = (float) (1 / Math.sqrt(1 - Math.pow(SQUARE_DECAY, steps)));
    for (int i = 0; i < parameters.length; i++) {
      float slope = gradient[i];
      float mean = MEAN_DECAY * means[i] + (1 - MEAN_DECAY) * slope;
      float square = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * slope * slope;
      means[i] = mean;
      squares[i] = square;
      parameters[i] =
          kept * parameters[i] - rate * mean / ((float) Math.sqrt(square) * scale + EPSILON);
    }
  }
}
