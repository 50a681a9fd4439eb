package org.kendall.evaluate;

import ai.djl.Device;
import java.nio.file.Path;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.Training;

/**
 * What an evaluator is told besides the design.
 *
 * @param device the processor to use
 * @param deadline to be checked often: between steps
 * @param workspace a directory on the executor for this trial's own files; made when first used
 * @param prepared the directory, on any file system that Hadoop knows, of what was prepared for the
 *     job; empty where nothing was
 * @param checkpoints of this trial alone
 */
public record TrialContext(
    Trial trial,
    Device device,
    Deadline deadline,
    Path workspace,
    String prepared,
    Checkpoints checkpoints) {
  /** Of a trial that goes on from nothing. */
  public TrialContext(
      Trial trial, Device device, Deadline deadline, Path workspace, String prepared) {
    this(trial, device, deadline, workspace, prepared, Checkpoints.NONE);
  }

  /** Of a job that needs no preparation. */
  public TrialContext(Trial trial, Device device, Deadline deadline, Path workspace) {
    this(trial, device, deadline, workspace, "");
  }

  /** The same for another trial in its place. */
  public TrialContext of(Trial other) {
    return new TrialContext(other, device, deadline, workspace, prepared, checkpoints);
  }

  /** A training that is all of the trial, or most of it. */
  public Training.Run run() {
    return new Training.Run(trial.seed(), device, deadline::check, checkpoints);
  }
}
