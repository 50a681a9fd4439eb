package org.kendall.jobs;

import java.util.List;
import java.util.Optional;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Problem;
import org.kendall.prepare.PreparationPlan;
import org.kendall.search.SearchPlan;
import org.kendall.study.StudyPlan;

/**
 * A study that was found good: all its cases are measured, each once.
 *
 * @param <S> what it was told
 * @param <C> a case
 */
abstract sealed class StudyJob<S extends Record & StudySpec, C> implements CheckedJob
    permits RankJob, CompareJob, TabulateJob {
  private static final List<String> NOT_IN_DIGEST = List.of("job");

  private final JobTree tree;
  private final S spec;
  private final Problem<C> problem;

  StudyJob(JobTree tree, S spec, Problem<C> problem) {
    this.tree = tree;
    this.spec = spec;
    this.problem = problem;
  }

  final JobTree tree() {
    return tree;
  }

  /** What is measured, and how. */
  final S spec() {
    return spec;
  }

  final Problem<C> problem() {
    return problem;
  }

  /** What must be done before any case is measured, each once. */
  List<Preparation> preparations() {
    return List.of();
  }

  @Override
  public final Optional<SearchPlan> preparation() {
    List<Preparation> all = preparations().stream().distinct().toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(PreparationPlan.of(spec.job(), spec.seed(), all));
  }

  @Override
  public final SearchPlan plan() {
    return StudyPlan.of(spec.job(), spec.seed(), problem);
  }

  @Override
  public final String digest() {
    return tree.digest(spec, NOT_IN_DIGEST);
  }

  @Override
  public final String resolvedYaml() {
    return tree.resolvedYaml(spec);
  }
}
