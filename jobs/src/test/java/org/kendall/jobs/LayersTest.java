package org.kendall.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.kendall.evaluate.Evaluator;
import org.kendall.predict.Predictor;
import org.kendall.search.Search;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Strategy;

/** The house as it was planned: who may know whom. */
@AnalyzeClasses(packages = "org.kendall", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final DescribedPredicate<JavaClass> CONCRETE_PARTS =
      assignableTo(SearchSpace.class)
          .or(assignableTo(Evaluator.class))
          .or(assignableTo(Predictor.class))
          .or(assignableTo(Strategy.class))
          .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
          .as("concrete spaces, evaluators, predictors or strategies");

  @ArchTest
  static final ArchRule importsRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("datasets")
          .definedBy("org.kendall.data..")
          .layer("executors")
          .definedBy("org.kendall.space..", "org.kendall.nn..", "org.kendall.evaluate..")
          .layer("driver")
          .definedBy(
              "org.kendall.predict..",
              "org.kendall.strategy..",
              "org.kendall.search..",
              "org.kendall.spark..",
              "org.kendall.study..",
              "org.kendall.report..")
          .layer("jobs")
          .definedBy("org.kendall.jobs..")
          .whereLayer("jobs")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("driver")
          .mayOnlyBeAccessedByLayers("jobs")
          .whereLayer("executors")
          .mayOnlyBeAccessedByLayers("driver", "jobs");

  @ArchTest
  static final ArchRule onlyOnePackageKnowsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.kendall.spark..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.spark.."));

  @ArchTest
  static final ArchRule strategiesKnowNeitherSparkNorDjl =
      noClasses()
          .that()
          .resideInAPackage("org.kendall.strategy..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.spark..")
                  .or(resideInAPackage("org.kendall.spark.."))
                  .or(resideInAPackage("ai.djl..")));

  /** {@link Search} is left out: what it compares with is by definition a random search. */
  @ArchTest
  static final ArchRule theLoopKnowsNoConcretePart =
      noClasses()
          .that()
          .resideInAPackage("org.kendall.search..")
          .and()
          .doNotBelongToAnyOf(Search.class)
          .should()
          .dependOnClassesThat(CONCRETE_PARTS);
}
