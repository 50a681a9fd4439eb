package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
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
    NativeThreads.settle();
    boolean wasRecording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager manager = noise.getManager().newSubManager()) {
      NDArray state = noise.duplicate();
      state.attach(manager);
      Memory memory = new Memory();
      for (Step step : steps) {
        NDArray next = after(step, state, memory);
        state.close();
        state = next;
      }
      state.attach(noise.getManager());
      return state;
    } finally {
      JniUtils.setGradMode(wasRecording);
    }
  }

  private NDArray after(Step step, NDArray state, Memory memory) {
    if (step.solver() instanceof Solver.SingleStep) {
      memory.forget();
    }
    NDManager manager = state.getManager();
    List<NDArray> kept; // the state at the step's end, then what is remembered
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
      memory.remember(new MultiSteps.Said(level(step.from()), kept.get(1), kept.get(2)));
    }
    return kept.get(0);
  }

  private NDArray singleStep(Step step, NDArray state) {
    List<Denoiser> asked = step.models().stream().map(zoo::get).toList();
    return new SingleSteps(schedule, asked, level(step.from()), level(step.to())).next(state);
  }

  private List<NDArray> multiStep(Step step, Solver.MultiStep multi, NDArray state, Memory memory) {
    NDArray noise = zoo.get(step.models().get(0)).noise(state, step.from());
    MultiSteps.Said latest = MultiSteps.Said.of(noise, state, level(step.from()));
    List<MultiSteps.Said> known = new ArrayList<>(List.of(latest));
    known.addAll(memory.latest(multi.order() - 1));
    NDArray next = new MultiSteps(multi.followed(), known, level(step.to())).next(state);
    return List.of(next, noise, latest.data());
  }

  private Level level(double time) {
    return Level.of(schedule, time);
  }
}
