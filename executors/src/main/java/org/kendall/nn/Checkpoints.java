package org.kendall.nn;

import java.util.Optional;

/** Where a training leaves how far it has come, and finds it when it is begun once more. */
public interface Checkpoints {
  /** For a training that is over in a moment: it finds nothing and leaves nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<TrainingState> newest(int... lengths) {
          return Optional.empty();
        }

        @Override
        public boolean isDue() {
          return false;
        }

        @Override
        public void keep(TrainingState state) {}
      };

  /**
   * The newest whole state that was left; empty if there is none.
   *
   * @param lengths of the state's arrays; a state of others is of another training
   */
  Optional<TrainingState> newest(int... lengths);

  /** Whether enough would be lost by now to leave a state. */
  boolean isDue();

  /** Leaves a state; where that fails, the training goes on without. */
  void keep(TrainingState state);
}
