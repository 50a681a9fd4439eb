package org.kendall.jobs;

/** A study, bound: what the specs of all studies have. */
sealed interface StudySpec permits RankSpec, CompareSpec, TabulateSpec {
  /** Its name. */
  String job();

  /** All randomness comes from it. */
  long seed();
}
