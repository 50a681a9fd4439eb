package org.kendall.predict;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.space.SearchSpace;

/** A predictor whose rankings say how sure they are. */
public interface UncertainPredictor extends Predictor {
  @Override
  UncertainRanking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random);
}
