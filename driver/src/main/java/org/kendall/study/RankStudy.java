package org.kendall.study;

import java.util.List;
import org.kendall.space.LowFidelityKind;

/**
 * What a ranking study is about, in the words of its tables and reports.
 *
 * @param space the catalog's name
 * @param table the file's name
 * @param label the metric that is predicted
 * @param protocol the kind of split, in lower case with hyphens
 * @param pool rows that may be learnt from
 * @param tested rows that are tested
 * @param ceiling what the label's noise leaves
 * @param kinds what is known of candidates before they are measured, and of how many it is missing
 */
public record RankStudy(
    String space,
    String table,
    String label,
    String protocol,
    int pool,
    int tested,
    NoiseCeiling ceiling,
    List<LowFidelityKind> kinds) {
  public RankStudy {
    kinds = List.copyOf(kinds);
  }

  /** Without low-fidelity information. */
  public RankStudy(
      String space,
      String table,
      String label,
      String protocol,
      int pool,
      int tested,
      NoiseCeiling ceiling) {
    this(space, table, label, protocol, pool, tested, ceiling, List.of());
  }
}
