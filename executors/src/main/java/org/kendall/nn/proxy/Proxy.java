package org.kendall.nn.proxy;

/**
 * A figure of an untrained network that goes, more or less, with its accuracy after training
 * (Abdelfattah et al., "Zero-Cost Proxies for Lightweight NAS", ICLR 2021, unless said otherwise).
 * Below, theta are the kernels and matrices of a network without biases and batch norms, and g is
 * the gradient of the mean cross-entropy of one batch by them.
 */
public enum Proxy {
  /** Trained values, biases and batch norms too. */
  PARAMS("trained values", 0),
  /** Multiply-accumulate operations of one forward pass for one image. */
  MACS("multiply-accumulate operations for one image", 0),
  /** The sum of |theta| over layers, by the Euclidean norm. */
  L2_NORM("sum of the norms of the layers' weights", 0),
  /** The sum of |g| over layers, by the Euclidean norm. */
  GRAD_NORM("sum of the norms of the layers' gradients", 3),
  /** Sum of |theta g| (Lee et al., ICLR 2019). */
  SNIP("sum of |weight x gradient|", 3),
  /** Sum of theta g, with its sign. */
  PLAIN("sum of weight x gradient", 3),
  /** Minus the sum of theta H g, H the Hessian (Wang et al., ICLR 2020). */
  GRASP("minus sum of weight x Hessian x gradient", 9),
  /**
   * Logarithm of the sum of |theta dR/dtheta|, R the sum of what |theta| makes of ones (Tanaka et
   * al., 2020).
   */
  SYNFLOW("log of the flow of ones through |weights|, without batch norm", 0.1),
  /** Half the mean square of activation x its gradient, times weights (Theis et al., 2018). */
  FISHER("sum of squares of activation x gradient", 3),
  /** How little the Jacobians of different images correlate (Mellor et al., 2020, version 1). */
  JACOB_COV("how little the images' Jacobians correlate", 3),
  /** log |det K|, K how often two images agree on which units are on (Mellor et al., ICML 2021). */
  NASWOT("log determinant of how the images' ReLU patterns agree", 1),
  /**
   * How far features move with the input, with batch norms' scale put back (Lin et al., ICCV 2021).
   */
  ZEN("log of how far features move with the input", 2),
  /** Correlation of Jacobians within each class (Lopes et al., ICANN 2021). */
  EPE_NAS("how Jacobians correlate within each class", 3);

  private final String text;
  private final double passes;

  Proxy(String text, double passes) {
    this.text = text;
    this.passes = passes;
  }

  /** What it is, in a few words. */
  public String text() {
    return text;
  }

  /**
   * What it costs if asked for alone, in forward passes of a batch; a backward pass counts as two.
   * Those that cost 3 share all of it.
   */
  public double passes() {
    return passes;
  }

  /**
   * Whether better networks have larger values. By their authors all do; on NAS-Bench-201 {@code
   * PLAIN} goes the other way.
   */
  public boolean isLargerBetter() {
    return this != PLAIN;
  }

  /** Whether it looks at images. */
  boolean seesImages() {
    return switch (this) {
      case PARAMS, MACS, L2_NORM, SYNFLOW, ZEN -> false;
      case GRAD_NORM, SNIP, PLAIN, GRASP, FISHER, JACOB_COV, NASWOT, EPE_NAS -> true;
    };
  }
}
