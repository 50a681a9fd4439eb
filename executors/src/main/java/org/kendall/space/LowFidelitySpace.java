package org.kendall.space;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A space of whose candidates something cheap is known before anything is measured: the view that
 * ensembles of low-fidelity experts ask for. No measured objective is among it.
 */
public interface LowFidelitySpace {
  /** The names of what is known, always the same list. */
  List<String> kinds();

  /** Of how many candidates each kind is known, in the order of the kinds. */
  List<LowFidelityKind> coverage();

  /**
   * What is known of a candidate; equal for candidates with one canonical form. Only the order
   * means something, and not which end is the better one.
   *
   * @param kind its place in {@link #kinds}
   * @return empty where it is missing
   */
  OptionalDouble lowFidelity(int kind, Candidate candidate);
}
