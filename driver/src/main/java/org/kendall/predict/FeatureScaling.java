package org.kendall.predict;

/** How a feature is brought to the scale of the others. */
public enum FeatureScaling {
  /** To mean zero and variance one over the candidates of the space. */
  STANDARD,
  /** To normal quantiles by its rank among the candidates of the space. */
  QUANTILE
}
