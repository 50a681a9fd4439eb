package org.kendall.jobs;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.SplittableRandom;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/** Which designs a space makes and an evaluator or cost takes, by their type parameter. */
final class DesignType {
  private DesignType() {}

  /** Whether the evaluator can score what the space makes. */
  static boolean fits(Class<?> evaluator, SearchSpace<?> space) {
    return of(evaluator, Evaluator.class).isAssignableFrom(of(space.getClass(), SearchSpace.class));
  }

  /**
   * Looks whether the evaluator takes designs such as those of the space, whose type it takes.
   *
   * @throws IllegalArgumentException that says what does not fit
   */
  @SuppressWarnings("unchecked")
  static void requireFit(Evaluator<?> evaluator, SearchSpace<?> space) {
    Candidate any = space.canonical(space.random(new SplittableRandom(0)));
    ((Evaluator<Object>) evaluator).checkDesign(space.decode(any));
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
