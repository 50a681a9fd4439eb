package org.kendall.space;

import java.util.List;

/**
 * Which models of a zoo a sampler of a diffusion model asks, and when: in the order of sampling,
 * from noise to image. Models are numbered from 0.
 */
public sealed interface ModelSchedule {
  /** The models asked, one for each evaluation, in their order. */
  List<Integer> calls();

  /**
   * One evaluation for each slot of an even grid in time that is taken (OMS-DPM, Liu et al., ICML
   * 2023, with DDIM); the last leads to the image itself.
   *
   * @param slots of the grid, taken or not
   * @param taken at least one, in the order of sampling: places descend, 0 is the image's end
   */
  record Slots(int slots, List<Slot> taken) implements ModelSchedule {
    public Slots {
      taken = List.copyOf(taken);
      for (int i = 1; i < taken.size(); i++) {
        if (taken.get(i).place() >= taken.get(i - 1).place()) {
          throw new IllegalArgumentException(
              "The slots taken (%s) must descend from the noise's end.".formatted(taken));
        }
      }
    }

    @Override
    public List<Integer> calls() {
      return taken.stream().map(Slot::model).toList();
    }
  }

  /**
   * A slot that is taken.
   *
   * @param place 0 is the image's end, the largest the noise's
   * @param order of the multistep solver, 1 to 3: so many of the last evaluations are used
   * @param followed what the solver takes to change slowly
   * @param shift in time, in slots, less than half a slot either way; above 0: to the noise's end
   */
  record Slot(int place, int model, int order, Followed followed, double shift) {
    /** Of the first order, where the grid has it. */
    public static Slot plain(int place, int model) {
      return new Slot(place, model, 1, Followed.NOISE, 0);
    }
  }

  /** What a multistep solver follows from one evaluation to the next. */
  enum Followed {
    NOISE,
    DATA
  }

  /**
   * Steps of a single-step DPM-Solver, spread evenly over the logarithm of signal to noise; each is
   * of as high an order as it asks models.
   *
   * @param steps at least one, each of 1 to 3 models, in the order of sampling
   */
  record Groups(List<List<Integer>> steps) implements ModelSchedule {
    public Groups {
      steps = steps.stream().map(List::copyOf).toList();
    }

    @Override
    public List<Integer> calls() {
      return steps.stream().flatMap(List::stream).toList();
    }
  }
}
