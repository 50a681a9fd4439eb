package org.kendall.jobs;

import java.util.List;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.OneShot;
import org.kendall.evaluate.ProcessEvaluator;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TrainImages;
import org.kendall.evaluate.ZeroCost;
import org.kendall.evaluate.sampling.SampleImages;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import org.kendall.predict.ClosedForm;
import org.kendall.predict.Dele;
import org.kendall.predict.Encoder;
import org.kendall.predict.Gates;
import org.kendall.predict.GaussianProcess;
import org.kendall.predict.Gcn;
import org.kendall.predict.KernelRidge;
import org.kendall.predict.ListMle;
import org.kendall.predict.Loss;
import org.kendall.predict.Lstm;
import org.kendall.predict.Mlp;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.PairwiseBce;
import org.kendall.predict.PairwiseComparator;
import org.kendall.predict.PairwiseHinge;
import org.kendall.predict.Predictor;
import org.kendall.predict.Regression;
import org.kendall.predict.ScheduleLstm;
import org.kendall.predict.Stacked;
import org.kendall.predict.TaGates;
import org.kendall.space.ChoiceSpace;
import org.kendall.space.Darts;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Exhaustive;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.HypervolumeGain;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.InnerRandom;
import org.kendall.strategy.InnerSearch;
import org.kendall.strategy.Mutated;
import org.kendall.strategy.Nsga2;
import org.kendall.strategy.Picking;
import org.kendall.strategy.PlannedJumps;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;
import org.kendall.strategy.Recipe;
import org.kendall.strategy.RegularizedEvolution;
import org.kendall.strategy.SingleModel;
import org.kendall.strategy.SomeOf;
import org.kendall.strategy.Strategy;
import org.kendall.strategy.SuccessiveHalving;
import org.kendall.strategy.TournamentEvolution;
import org.kendall.strategy.TwoModels;
import org.kendall.strategy.UpperConfidence;

/** The names of what comes with Kendall. What is added to it gets its line here. */
final class OurNames {
  static final List<Named> ALL =
      List.of(
          space("nasbench201", Nasbench201.class),
          space("nasbench101", Nasbench101.class),
          space("darts", Darts.class),
          space("choices", ChoiceSpace.class),
          space("ddim-schedules", DdimSchedules.class),
          space("dpm-solver-schedules", DpmSolverSchedules.class),
          space("multistep-schedules", MultistepSchedules.class),
          evaluator("train-images", TrainImages.class),
          evaluator("zero-cost", ZeroCost.class),
          evaluator("one-shot", OneShot.class),
          evaluator("process", ProcessEvaluator.class),
          evaluator("sleep", Sleep.class),
          evaluator("table", TableLookup.class),
          evaluator("sample-images", SampleImages.class),
          predictor("closed-form", ClosedForm.class),
          predictor("dele", Dele.class),
          predictor("gaussian-process", GaussianProcess.class),
          predictor("kernel-ridge", KernelRidge.class),
          predictor("neural", NeuralRanker.class),
          predictor("stacked", Stacked.class),
          encoder("gates", Gates.class),
          encoder("gcn", Gcn.class),
          encoder("lstm", Lstm.class),
          encoder("mlp", Mlp.class),
          encoder("model-schedule", ScheduleLstm.class),
          encoder("ta-gates", TaGates.class),
          loss("hinge", PairwiseHinge.class),
          loss("bce", PairwiseBce.class),
          loss("comparator", PairwiseComparator.class),
          loss("regression", Regression.class),
          loss("list-mle", ListMle.class),
          strategy("random", Random.class),
          strategy("evolution", RegularizedEvolution.class),
          strategy("nsga2", Nsga2.class),
          strategy("successive-halving", SuccessiveHalving.class),
          strategy("predictor-guided", PredictorGuided.class),
          inner("exhaustive", Exhaustive.class),
          inner("evolve", InnerEvolution.class),
          inner("draw", InnerRandom.class),
          inner("tournament", TournamentEvolution.class),
          picking("greedy", Greedy.class),
          picking("hypervolume", HypervolumeGain.class),
          picking("upper-confidence", UpperConfidence.class),
          recipe("single-model", SingleModel.class),
          recipe("two-models", TwoModels.class),
          recipe("planned-jumps", PlannedJumps.class),
          recipe("some-of", SomeOf.class),
          recipe("mutated", Mutated.class));

  private OurNames() {}

  private static <T extends Record & SearchSpace<?>> Named space(String name, Class<T> type) {
    return new Named(Kind.SPACE, name, type);
  }

  private static <T extends Record & Evaluator<?>> Named evaluator(String name, Class<T> type) {
    return new Named(Kind.EVALUATOR, name, type);
  }

  private static <T extends Record & Predictor> Named predictor(String name, Class<T> type) {
    return new Named(Kind.PREDICTOR, name, type);
  }

  private static <T extends Record & Encoder> Named encoder(String name, Class<T> type) {
    return new Named(Kind.ENCODER, name, type);
  }

  private static <T extends Record & Loss> Named loss(String name, Class<T> type) {
    return new Named(Kind.LOSS, name, type);
  }

  private static <T extends Record & Strategy> Named strategy(String name, Class<T> type) {
    return new Named(Kind.STRATEGY, name, type);
  }

  private static <T extends Record & InnerSearch> Named inner(String name, Class<T> type) {
    return new Named(Kind.INNER, name, type);
  }

  private static <T extends Record & Recipe> Named recipe(String name, Class<T> type) {
    return new Named(Kind.RECIPE, name, type);
  }

  private static <T extends Record & Picking> Named picking(String name, Class<T> type) {
    return new Named(Kind.PICKING, name, type);
  }
}
