package org.kendall.jobs;

/**
 * A run that a person asked for: every kind of job is a search of some space.
 *
 * @param directory where the run is kept, as a path or URL
 */
record SearchRequest(CheckedJob job, String directory) {}
