package org.kendall.evaluate;

import java.io.Serializable;

/**
 * Where the trials of a run find and leave files.
 *
 * @param workspaces the directory on executors under which each trial has its own
 * @param prepared the directory, on any file system that Hadoop knows, of what was prepared for the
 *     run; empty where nothing was
 */
public record TrialFolders(String workspaces, String prepared) implements Serializable {}
