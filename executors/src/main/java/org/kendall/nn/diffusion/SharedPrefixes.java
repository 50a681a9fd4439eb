package org.kendall.nn.diffusion;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States that sampling has passed, so that schedules whose first steps are the same, from the
 * noise's end, share what networks said in them. The states used least recently are dropped first.
 *
 * <p>It is for one zoo on one device; any number of threads may use it at once. What it holds stays
 * on the device: a handle of its own on an array that sampling made anyway, so that nothing is
 * copied, and bits stay as they are. PyTorch frees the memory with the last handle, so that a state
 * may be dropped while another thread goes on from it.
 */
public final class SharedPrefixes implements AutoCloseable {
  private static final int LEAST_HELD = 16;

  private final long bytes;
  private final NDManager manager;
  private final Map<Prefix, Passed> known = new LinkedHashMap<>(16, 0.75f, true); // latest last
  private long held;

  /**
   * Knows nothing yet.
   *
   * @param bytes that all states may take together, on the device. Arrays that two states have in
   *     common count twice. A state that takes more than a sixteenth of it is not remembered: a few
   *     such would drive out all others
   */
  public SharedPrefixes(long bytes, Device device) {
    if (bytes < 0) {
      throw new IllegalArgumentException("The bytes (%d) must not be negative.".formatted(bytes));
    }
    this.bytes = bytes;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
  }

  private record Prefix(Object noise, List<Step> steps) {}

  /** What is left of some steps: the state at their end, and what was said in the last of them. */
  record Passed(int steps, NDArray state, List<MultiSteps.Said> said) {
    /** The same arrays, as long as a manager. */
    Passed in(NDManager manager) {
      return new Passed(
          steps,
          handle(state, manager),
          said.stream()
              .map(
                  one ->
                      new MultiSteps.Said(
                          one.at(), handle(one.noise(), manager), handle(one.state(), manager)))
              .toList());
    }

    private static NDArray handle(NDArray array, NDManager manager) {
      NDArray handle = array.stopGradient();
      handle.attach(manager);
      return handle;
    }

    private Stream<NDArray> arrays() {
      return Stream.concat(
          Stream.of(state), said.stream().flatMap(one -> Stream.of(one.noise(), one.state())));
    }

    long bytes() {
      return arrays().mapToLong(a -> a.size() * a.getDataType().getNumOfBytes()).sum();
    }

    void close() {
      arrays().forEach(NDArray::close);
    }
  }

  /**
   * States of one noise.
   *
   * @param noise what stands for it: equal if and only if the noise is, such as the seed of a bank
   *     with the first image and how many
   */
  public Shard of(Object noise) {
    return new Shard(noise);
  }

  /** How many bytes the states take. */
  public synchronized long held() {
    return held;
  }

  /** Forgets all; it must not be used afterwards. */
  @Override
  public synchronized void close() {
    known.clear();
    held = 0;
    manager.close();
  }

  private synchronized Optional<Passed> longest(Object noise, List<Step> steps, NDManager owner) {
    Optional<Passed> longest = Optional.empty();
    // All down to the shortest count as used, so that what many schedules share is kept longest.
    for (int count = steps.size() - 1; count > 0; count--) {
      Passed passed = known.get(new Prefix(noise, steps.subList(0, count)));
      if (passed != null && longest.isEmpty()) {
        longest = Optional.of(passed.in(owner));
      }
    }
    return longest;
  }

  private synchronized void remember(Prefix prefix, Passed passed) {
    long more = passed.bytes();
    if (more > bytes / LEAST_HELD || known.containsKey(prefix)) {
      return;
    }
    Iterator<Passed> oldest = known.values().iterator();
    while (held + more > bytes) {
      Passed dropped = oldest.next();
      oldest.remove();
      held -= dropped.bytes();
      dropped.close();
    }
    known.put(prefix, passed.in(manager));
    held += more;
  }

  /** The states of one noise. */
  public final class Shard {
    private final Object noise;

    private Shard(Object noise) {
      this.noise = noise;
    }

    /**
     * The farthest known state on the way of some steps, before the last of them.
     *
     * @param owner what the arrays live as long as
     */
    Optional<Passed> longest(List<Step> steps, NDManager owner) {
      return SharedPrefixes.this.longest(noise, steps, owner);
    }

    /** Remembers a state at the end of some steps, if it is not too large. */
    void remember(List<Step> steps, NDArray state, List<MultiSteps.Said> said) {
      SharedPrefixes.this.remember(
          new Prefix(noise, List.copyOf(steps)), new Passed(steps.size(), state, said));
    }
  }
}
