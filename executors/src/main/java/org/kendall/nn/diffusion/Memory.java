package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/** What was said in the last steps; it owns the arrays. Used by one thread only. */
final class Memory {
  private static final int KEPT = 2;

  private final List<MultiSteps.Said> said; // latest first

  /**
   * Begins with what was said before.
   *
   * @param said latest first
   */
  Memory(List<MultiSteps.Said> said) {
    this.said = new ArrayList<>(said);
  }

  /** Latest first. */
  List<MultiSteps.Said> all() {
    return List.copyOf(said);
  }

  /** The latest, at most so many. */
  List<MultiSteps.Said> latest(int count) {
    return List.copyOf(said.subList(0, Math.min(count, said.size())));
  }

  /** What is made of what is remembered is freed with this manager. */
  void lendTo(NDManager step) {
    said.forEach(one -> step.tempAttachAll(one.noise(), one.state()));
  }

  void remember(MultiSteps.Said latest) {
    said.add(0, latest);
    if (said.size() > KEPT) {
      close(said.remove(KEPT));
    }
  }

  void forget() {
    said.forEach(Memory::close);
    said.clear();
  }

  private static void close(MultiSteps.Said one) {
    one.noise().close();
    one.state().close();
  }
}
