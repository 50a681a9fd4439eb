package org.kendall.evaluate;

import java.util.List;

/** An evaluator whose trials need something to be prepared once. */
public interface Prepared {
  /** What is to be prepared; each finds its place by {@link Preparation#after}. */
  List<Preparation> preparations();
}
