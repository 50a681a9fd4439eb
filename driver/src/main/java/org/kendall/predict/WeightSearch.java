package org.kendall.predict;

/**
 * Looks for the most probable kernel weights with Adam (Kingma and Ba, ICLR 2015, algorithm 1).
 *
 * @param steps how many
 * @param featureRate learning rate of the weights of features
 * @param rate learning rate of all else
 */
record WeightSearch(int steps, double featureRate, double rate) {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  /**
   * The weights that the search ends at.
   *
   * @throws java.util.concurrent.CancellationException soon after the thread was interrupted
   */
  KernelWeights from(KernelWeights start, Evidence evidence) {
    double[] values = start.values().clone();
    double[] means = new double[values.length];
    double[] squares = new double[values.length];
    for (int step = 1; step <= steps; step++) {
      Interruption.check();
      double[] gradient = evidence.gradient(start.with(values.clone()));
      double meanScale = 1 / (1 - Math.pow(MEAN_DECAY, step));
      double squareScale = 1 / (1 - Math.pow(SQUARE_DECAY, step));
      for (int i = 0; i < values.length; i++) {
        means[i] = MEAN_DECAY * means[i] + (1 - MEAN_DECAY) * gradient[i];
        squares[i] = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
        double rateOfThis = i < start.features() ? featureRate : rate;
        values[i] -=
            rateOfThis * means[i] * meanScale / (Math.sqrt(squares[i] * squareScale) + EPSILON);
      }
    }
    return start.with(values);
  }
}
