package org.kendall.jobs;

import com.fasterxml.jackson.databind.type.TypeFactory;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.space.SearchSpace;

/** Which designs a space makes and an evaluator or cost takes, by their type parameter. */
final class DesignType {
  private DesignType() {}

  /** Whether the evaluator can score what the space makes. */
  static boolean fits(Class<?> evaluator, SearchSpace<?> space) {
    return of(evaluator, Evaluator.class).isAssignableFrom(of(space.getClass(), SearchSpace.class));
  }

  /** Whether the cost can be told of what the space makes. */
  static boolean fits(CostModel<?> cost, SearchSpace<?> space) {
    return of(cost.getClass(), CostModel.class)
        .isAssignableFrom(of(space.getClass(), SearchSpace.class));
  }

  /** The design type that a class fills in for a generic interface. */
  static Class<?> of(Class<?> type, Class<?> generic) {
    return TypeFactory.defaultInstance()
        .constructType(type)
        .findTypeParameters(generic)[0]
        .getRawClass();
  }
}
