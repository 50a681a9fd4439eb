package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kendall.nn.NativeThreads;

/**
 * Turns noise into images, step by step; each step may ask another denoiser. Coefficients are
 * worked out in double precision; a state keeps its own type.
 *
 * @param zoo the denoisers, all of the same schedule
 */
public record Sampler(NoiseSchedule schedule, List<Denoiser> zoo) {
  public Sampler {
    zoo = List.copyOf(zoo);
  }

  /**
   * The images that come of noise. No gradients are recorded; what a step needs is freed with it.
   *
   * @param noise (images, ...), as large as at the first step's time; not changed
   * @return the state at the last step's end, in the noise's manager
   */
  public NDArray sample(NDArray noise, List<Step> steps) {
    return sample(noise, steps, Optional.empty()).images();
  }

  /**
   * The same images, to the last bit, and what they took: goes on from the farthest known state of
   * this noise on the way, and makes the states that it passes known.
   *
   * @param known of this zoo, and of this very noise
   */
  public Sampled sample(NDArray noise, List<Step> steps, SharedPrefixes.Shard known) {
    return sample(noise, steps, Optional.of(known));
  }

  /**
   * What sampling ended with.
   *
   * @param images the state at the last step's end, in the noise's manager
   * @param asked how often networks were asked
   * @param spared how often they would have been asked besides, had nothing been known
   */
  public record Sampled(NDArray images, int asked, int spared) {}

  private Sampled sample(NDArray noise, List<Step> steps, Optional<SharedPrefixes.Shard> known) {
    NativeThreads.settle();
    boolean wasRecording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager manager = noise.getManager().newSubManager()) {
      SharedPrefixes.Passed start =
          known
              .flatMap(shard -> shard.longest(steps, manager))
              .orElseGet(() -> start(noise, manager));
      NDArray state = start.state();
      Memory memory = new Memory(start.said());
      for (int done = start.steps(); done < steps.size(); done++) {
        state = after(steps.get(done), state, memory);
        if (known.isPresent() && done + 1 < steps.size()) { // nothing goes on from the last
          known.get().remember(steps.subList(0, done + 1), state, memory.all());
        }
      }
      state.attach(noise.getManager());
      int spared = evaluations(steps.subList(0, start.steps()));
      return new Sampled(state, evaluations(steps) - spared, spared);
    } finally {
      JniUtils.setGradMode(wasRecording);
    }
  }

  private static SharedPrefixes.Passed start(NDArray noise, NDManager manager) {
    NDArray state = noise.duplicate();
    state.attach(manager);
    return new SharedPrefixes.Passed(0, state, List.of());
  }

  private static int evaluations(List<Step> steps) {
    return steps.stream().mapToInt(step -> step.solver().evaluations()).sum();
  }

  /** The state at the step's end; the one at its start is the memory's from now on, or freed. */
  private NDArray after(Step step, NDArray state, Memory memory) {
    if (step.solver() instanceof Solver.SingleStep) {
      memory.forget();
    }
    NDManager manager = state.getManager();
    List<NDArray> kept; // the state at the step's end, and the noise if it is remembered
    try (NDManager inner = manager.newSubManager()) {
      inner.tempAttachAll(state);
      memory.lendTo(inner);
      kept =
          step.solver() instanceof Solver.MultiStep multi
              ? multiStep(step, multi, state, memory)
              : List.of(singleStep(step, state));
      kept.forEach(array -> array.attach(manager));
    }
    if (kept.size() > 1) {
      memory.remember(new MultiSteps.Said(level(step.from()), kept.get(1), state));
    } else {
      state.close();
    }
    return kept.get(0);
  }

  private NDArray singleStep(Step step, NDArray state) {
    List<Denoiser> asked = step.models().stream().map(zoo::get).toList();
    return new SingleSteps(schedule, asked, level(step.from()), level(step.to())).next(state);
  }

  private List<NDArray> multiStep(Step step, Solver.MultiStep multi, NDArray state, Memory memory) {
    NDArray noise = zoo.get(step.models().get(0)).noise(state, step.from());
    List<MultiSteps.Said> known = new ArrayList<>();
    known.add(new MultiSteps.Said(level(step.from()), noise, state));
    known.addAll(memory.latest(multi.order() - 1));
    return List.of(new MultiSteps(multi.followed(), known, level(step.to())).next(), noise);
  }

  private Level level(double time) {
    return Level.of(schedule, time);
  }
}
