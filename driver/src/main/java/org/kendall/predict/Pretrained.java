package org.kendall.predict;

import java.util.List;
import org.kendall.evaluate.Preparation;
import org.kendall.space.SearchSpace;

/**
 * A predictor of which a part is learnt before anything is measured, and so once for all fits.
 * Where nobody has prepared it, its first fit in a process does.
 */
public interface Pretrained extends Predictor {
  /**
   * What is to be learnt, independent of each other; their files are named by all that they depend
   * on, so equal ones of several predictors are one.
   */
  List<Preparation> preparations(SearchSpace<?> space);

  /**
   * The same predictor, which reads what was learnt.
   *
   * @param prepared the directory that {@link Preparation#prepare} wrote into
   */
  Predictor startingFrom(String prepared);
}
