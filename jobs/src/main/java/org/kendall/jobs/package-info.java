/**
 * The command line, job files, and the one list of names.
 *
 * <p>A job file is read into a tree of {@link org.kendall.jobs.Node nodes} that know their lines,
 * then bound to records by their {@link org.kendall.space.Setting settings}; names are looked up in
 * the {@link org.kendall.jobs.Catalog}.
 */
package org.kendall.jobs;
