package org.kendall.jobs;

import java.util.List;
import java.util.Optional;
import org.kendall.data.ImageShape;
import org.kendall.evaluate.ClassifiesImages;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Macs;
import org.kendall.evaluate.Parameters;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.sampling.SampleImages;
import org.kendall.jobs.Catalog.Cost;

/** Figures that can be told before a candidate is evaluated. */
final class OurCosts {
  static final List<Cost> ALL =
      List.of(
          new Cost(
              "macs",
              "Multiply-accumulate operations of one forward pass for one image.",
              (evaluator, prepared) -> macs(evaluator)),
          new Cost(
              "parameters",
              "Trainable parameters of a network.",
              (evaluator, prepared) -> images(evaluator).map(Parameters::new)),
          new Cost(
              "milliseconds",
              "Milliseconds of sampling one image by a model schedule, from parts that are measured"
                  + " before the search.",
              OurCosts::milliseconds));

  private OurCosts() {}

  private static Optional<ImageShape> images(Evaluator<?> evaluator) {
    return evaluator instanceof ClassifiesImages images
        ? Optional.of(images.shape())
        : Optional.empty();
  }

  private static Optional<CostModel<?>> macs(Evaluator<?> evaluator) {
    return evaluator instanceof SampleImages sampling
        ? Optional.of(ScheduleCost.macs(sampling.macs(), sampling.rows()))
        : images(evaluator).map(Macs::new);
  }

  private static Optional<CostModel<?>> milliseconds(Evaluator<?> evaluator, String prepared) {
    return evaluator instanceof SampleImages sampling
        ? Optional.of(sampling.milliseconds(prepared))
        : Optional.empty();
  }
}
