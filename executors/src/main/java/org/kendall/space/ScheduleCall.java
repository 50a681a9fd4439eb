package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Groups;
import org.kendall.space.ModelSchedule.Slot;
import org.kendall.space.ModelSchedule.Slots;

/**
 * One evaluation of a schedule and the part of the way that is gone by it.
 *
 * <p>The way is that of continuous noise with the usual rates, 0.1 to 20 (Song et al., ICLR 2021,
 * "VP"), and ends at a thousandth of time. Networks trained with other noise are asked at other
 * moments, but in the same order.
 *
 * @param to where the next is asked, or the end
 * @param order of the step that it is a part of, 1 to 3
 * @param after the model asked before, or the same where it is the first
 */
record ScheduleCall(Moment from, Moment to, int model, int after, int order, Followed followed) {
  private static final double FIRST_RATE = 0.1;
  private static final double LAST_RATE = 20;

  /** So that steps which end where a part does begin in the next one. */
  private static final double ROUNDING = 1e-9;

  /** Where the way begins: nothing but noise. */
  static final Moment NOISE = Moment.at(1);

  /** Where it ends: the image. */
  static final Moment IMAGE = Moment.at(1e-3);

  /**
   * A moment of sampling.
   *
   * @param time 1 is all noise
   * @param lambda half the logarithm of signal to noise
   */
  record Moment(double time, double lambda) {
    static Moment at(double time) {
      double log = -(LAST_RATE - FIRST_RATE) * time * time / 4 - FIRST_RATE * time / 2; // of alpha
      return new Moment(time, log - 0.5 * Math.log(-Math.expm1(2 * log)));
    }

    /** The moment with a given lambda: its time is the root of a quadratic equation. */
    static Moment of(double lambda) {
      double twice = 2 * (LAST_RATE - FIRST_RATE) * Math.log1p(Math.exp(-2 * lambda));
      double root = Math.sqrt(FIRST_RATE * FIRST_RATE + twice) + FIRST_RATE;
      return new Moment(twice / (root * (LAST_RATE - FIRST_RATE)), lambda);
    }

    /** The share of the way, by lambda, that lies behind. */
    double share() {
      return (lambda - NOISE.lambda) / (IMAGE.lambda - NOISE.lambda);
    }
  }

  /** The evaluations in their order. */
  static List<ScheduleCall> of(ModelSchedule schedule) {
    return schedule instanceof Slots slots ? of(slots) : of((Groups) schedule);
  }

  private static List<ScheduleCall> of(Slots slots) {
    List<ScheduleCall> calls = new ArrayList<>();
    List<Slot> taken = slots.taken();
    for (int i = 0; i < taken.size(); i++) {
      Slot slot = taken.get(i);
      Moment from = at(slot, slots);
      Moment to = i + 1 < taken.size() ? at(taken.get(i + 1), slots) : IMAGE;
      int after = taken.get(Math.max(0, i - 1)).model();
      calls.add(new ScheduleCall(from, to, slot.model(), after, slot.order(), slot.followed()));
    }
    return calls;
  }

  private static Moment at(Slot slot, Slots slots) {
    return Moment.at(Math.max(IMAGE.time, (slot.place() + slot.shift()) / slots.slots()));
  }

  private static List<ScheduleCall> of(Groups groups) {
    List<ScheduleCall> calls = new ArrayList<>();
    int steps = groups.steps().size();
    int after = steps == 0 ? 0 : groups.steps().get(0).get(0);
    for (int step = 0; step < steps; step++) {
      List<Integer> models = groups.steps().get(step);
      for (int i = 0; i < models.size(); i++) {
        Moment from = along((step + (double) i / models.size()) / steps);
        Moment to = along((step + (i + 1.0) / models.size()) / steps);
        calls.add(new ScheduleCall(from, to, models.get(i), after, models.size(), Followed.NOISE));
        after = models.get(i);
      }
    }
    return calls;
  }

  private static Moment along(double share) {
    return Moment.of(NOISE.lambda + share * (IMAGE.lambda - NOISE.lambda));
  }

  /** How far it leads by half the logarithm of signal to noise. */
  double length() {
    return to.lambda - from.lambda;
  }

  /** How far it leads in time. */
  double duration() {
    return from.time - to.time;
  }

  /** How much of a part of the way, 0 .. parts - 1 from noise to image, it covers: 0 to 1. */
  double cover(int part, int parts) {
    double begin = Math.max(part, parts * from.share());
    return Math.max(0, Math.min(part + 1, parts * to.share()) - begin);
  }

  /** The part of the way in which it is asked. */
  int part(int parts) {
    return Math.max(0, Math.min(parts - 1, (int) (parts * from.share() + ROUNDING)));
  }

  /** Whether another model is asked than before. */
  boolean isChange() {
    return model != after;
  }
}
