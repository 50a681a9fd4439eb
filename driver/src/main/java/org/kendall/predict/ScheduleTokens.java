package org.kendall.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.nn.diffusion.ContinuousNoise;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Groups;
import org.kendall.space.ModelSchedule.Slot;
import org.kendall.space.ModelSchedule.Slots;
import org.kendall.space.ScheduleSpace;

/**
 * How schedules become tokens, as many for each, from image to noise.
 *
 * @param models asked by one token at most
 * @param settings of the solver: of each how many values there are
 */
record ScheduleTokens(int models, List<Integer> settings) {
  private static final Timetable TIMES = new Timetable(new ContinuousNoise());
  private static final int TRAINED = 1000;
  private static final int ORDERS = 4; // 0 where no model is asked
  private static final int FOLLOWED = 2;
  private static final int GROUP = 3;

  /**
   * A slot or a group of slots.
   *
   * @param models that are asked, in the order of the slots; 0 for none, 1 for the zoo's first
   * @param settings of the solver
   * @param time as networks are told of it, 0 to 999; negative where nothing is asked at any time
   */
  record Token(List<Integer> models, List<Integer> settings, double time) {
    boolean hasTime() {
      return time >= 0;
    }
  }

  static ScheduleTokens of(ScheduleSpace<?> space) {
    if (space instanceof DpmSolverSchedules) {
      return new ScheduleTokens(GROUP, List.of(ORDERS));
    }
    return new ScheduleTokens(
        1, space instanceof DdimSchedules ? List.of() : List.of(ORDERS, FOLLOWED));
  }

  List<Token> of(ScheduleSpace<?> space, Candidate candidate) {
    ModelSchedule schedule = space.decode(candidate);
    return schedule instanceof Slots slots
        ? slots(slots)
        : groups((Groups) schedule, space.places());
  }

  /** Slots that are not taken have their times too. */
  private List<Token> slots(Slots slots) {
    List<Token> tokens = new ArrayList<>();
    int next = slots.taken().size() - 1;
    for (int place = 0; place < slots.slots(); place++) {
      boolean isTaken = next >= 0 && slots.taken().get(next).place() == place;
      Slot slot = isTaken ? slots.taken().get(next--) : new Slot(place, -1, 0, Followed.NOISE, 0);
      List<Integer> all = List.of(slot.order(), slot.followed().ordinal());
      double time = (place + slot.shift()) * (TRAINED / slots.slots());
      tokens.add(new Token(List.of(slot.model() + 1), all.subList(0, settings.size()), time));
    }
    return tokens;
  }

  /**
   * A group has the time at its image's end; empty ones have none, and stand at the noise's end.
   */
  private List<Token> groups(Groups groups, int places) {
    List<Token> tokens = new ArrayList<>();
    List<Step> steps = TIMES.steps(groups);
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<Integer> asked = steps.get(i).models();
      List<Integer> slots =
          Stream.iterate(asked.size() - 1, slot -> slot - 1)
              .limit(GROUP)
              .map(slot -> slot < 0 ? 0 : asked.get(slot) + 1)
              .toList();
      double time = TRAINED * Math.max(0, steps.get(i).to() - 1.0 / TRAINED);
      tokens.add(new Token(slots, List.of(asked.size()), time));
    }
    while (tokens.size() < places) {
      tokens.add(new Token(List.of(0, 0, 0), List.of(0), -1));
    }
    return tokens;
  }
}
