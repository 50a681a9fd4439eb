/**
 * What a person sees of a run: the report, the summary, tables. Pure functions of a journal and the
 * problem that it is about.
 */
package org.kendall.report;
