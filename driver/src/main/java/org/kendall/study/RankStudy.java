package org.kendall.study;

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
 */
public record RankStudy(
    String space,
    String table,
    String label,
    String protocol,
    int pool,
    int tested,
    NoiseCeiling ceiling) {}
