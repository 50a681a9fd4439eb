package org.kendall.jobs;

import java.util.List;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.TableLookup;
import org.kendall.space.SearchSpace;

/**
 * Looks whether an evaluator can score what a space makes.
 *
 * @param key of the job that names the evaluator
 */
record EvaluatorFit(JobTree tree, String key, SearchSpace<?> space) {
  /**
   * Looks at the types, and at the space of a table.
   *
   * @throws BadInputException that says what does not fit
   */
  void require(Evaluator<?> evaluator) {
    if (!DesignType.fits(evaluator.getClass(), space)) {
      throw tree.bad(
          key,
          "%s scores a %s, but the space %s makes a %s.\nEvaluators that fit the space: %s."
              .formatted(
                  tree.name(evaluator),
                  DesignType.of(evaluator.getClass(), Evaluator.class).getSimpleName(),
                  tree.name(space),
                  DesignType.of(space.getClass(), SearchSpace.class).getSimpleName(),
                  fitting()));
    }
    if (evaluator instanceof TableLookup lookup) {
      requireSame(lookup);
    }
  }

  /**
   * Looks at a design too.
   *
   * @throws BadInputException that says what does not fit
   */
  void requireDesign(Evaluator<?> evaluator) {
    tree.checked(key, () -> DesignType.requireFit(evaluator, space));
  }

  private String fitting() {
    List<String> fitting =
        tree.catalog().all(Catalog.Kind.EVALUATOR).stream()
            .filter(evaluator -> DesignType.fits(evaluator.type(), space))
            .map(Catalog.Named::name)
            .toList();
    return fitting.isEmpty() ? "none" : String.join(", ", fitting);
  }

  private void requireSame(TableLookup lookup) {
    SearchSpace<?> measured = lookup.table().space();
    if (measured.getClass() != space.getClass() || !measured.choices().equals(space.choices())) {
      throw tree.bad(
          key + ".table",
          "the table %s is of the space %s, but this job searches %s.\nMaybe name another table, or its space."
              .formatted(lookup.table().file(), shown(measured), shown(space)));
    }
  }

  private String shown(SearchSpace<?> one) {
    return "%s (%d choices)".formatted(tree.name(one), one.choices().size());
  }
}
