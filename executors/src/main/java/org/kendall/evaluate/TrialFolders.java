package org.kendall.evaluate;

import java.io.Serializable;

/**
 * Where the trials of a run find and leave files.
 *
 * @param workspaces the directory on executors under which each trial has its own
 * @param prepared the directory, on any file system that Hadoop knows, of what was prepared for the
 *     run; empty where nothing was
 * @param checkpoints the directory, likewise, under which each trial leaves how far it has come;
 *     empty where none does
 */
public record TrialFolders(String workspaces, String prepared, String checkpoints)
    implements Serializable {
  /** Of trials that leave no checkpoints. */
  public TrialFolders(String workspaces, String prepared) {
    this(workspaces, prepared, "");
  }
}
