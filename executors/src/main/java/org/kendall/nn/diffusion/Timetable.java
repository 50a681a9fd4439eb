package org.kendall.nn.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Slot;

/**
 * Gives the evaluations of a model schedule their times, and so makes steps of it. The one place
 * where slots, counted from the image's end, are turned into the order of sampling.
 *
 * @param last the time at which the steps of DPM-Solver end, small and above 0; the same for all
 *     schedules, whereas the published code has two, by the number of evaluations
 */
public record Timetable(NoiseSchedule schedule, double last) {
  /** Steps that networks are trained with, and that an even grid is laid over. */
  private static final int TRAINED = 1000;

  public Timetable {
    if (!(last > 0 && last < schedule.noisiest())) {
      throw new IllegalArgumentException(
          "The last time (%s) must be above 0 and before the noisiest.".formatted(last));
    }
  }

  /** Ends at a thousandth of the way. */
  public Timetable(NoiseSchedule schedule) {
    this(schedule, 1e-3);
  }

  /** The steps in the order of sampling. */
  public List<Step> steps(ModelSchedule models) {
    return models instanceof ModelSchedule.Slots slots
        ? slots(slots)
        : groups((ModelSchedule.Groups) models);
  }

  private List<Step> slots(ModelSchedule.Slots slots) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < slots.taken().size(); i++) {
      Slot slot = slots.taken().get(i);
      boolean isLast = i == slots.taken().size() - 1;
      double to = isLast ? 0 : time(slots.taken().get(i + 1), slots.slots());
      Solver solver = new Solver.MultiStep(isLast ? 1 : slot.order(), slot.followed());
      steps.add(Step.of(time(slot, slots.slots()), to, solver, slot.model()));
    }
    return steps;
  }

  /** Slot i of L is step i floor(1000 / L) of the thousand, moved by its shift. */
  private double time(Slot slot, int slots) {
    double step = (slot.place() + slot.shift()) * (TRAINED / slots);
    return Math.min((Math.max(0, step) + 1) / TRAINED, schedule.noisiest());
  }

  private List<Step> groups(ModelSchedule.Groups groups) {
    int count = groups.steps().size();
    double first = schedule.lambda(schedule.noisiest());
    double way = schedule.lambda(last) - first;
    List<Step> steps = new ArrayList<>();
    double from = schedule.noisiest();
    for (int i = 1; i <= count; i++) {
      List<Integer> models = groups.steps().get(i - 1);
      double to = i == count ? last : schedule.time(first + way * i / count);
      steps.add(new Step(from, to, new Solver.SingleStep(models.size()), models));
      from = to;
    }
    return steps;
  }
}
