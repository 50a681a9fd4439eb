package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Slot;

/**
 * Model schedules with all that a multistep solver leaves open: for each slot of an even grid in
 * time a model, or none; the order, what is followed, whether what came before is forgotten, and a
 * shift in time (after USF, Liu et al., ICLR 2024, whose steps have no choice of models).
 *
 * <p>In the canonical form nothing is said that changes nothing: of empty slots; of orders that
 * there are not enough evaluations for; of the last step, which is of the first order. To drop the
 * history is to make the orders of this step and the next lower, and is said that way.
 *
 * @param models at least one name, in the order of the zoo
 */
@Setting("Model schedules for multistep solvers: model, order, what is followed, and when.")
public record MultistepSchedules(
    @Setting("The names of the models.") List<String> models,
    @Setting(value = "Slots from image to noise.", byDefault = "20") int slots,
    @Setting(value = "Shifts in time to either side.", byDefault = "1") int shifts)
    implements ScheduleSpace<ModelSchedule.Slots> {
  private static final int MODEL = 0;
  private static final int ORDER = 1;
  private static final int FOLLOWED = 2;
  private static final int HISTORY = 3;
  private static final int SHIFT = 4;
  private static final int PER_SLOT = 5;
  private static final int DROPPED = 1;
  private static final Pattern SLOT = Pattern.compile("([.a-z])(?:([23])([nd]))?(x)?(\\+*|-*)");

  public MultistepSchedules {
    models = SlotText.requireModels(models);
    SlotText.requireSlots("slots", slots);
    if (shifts < 0 || shifts > (Choice.MAX_OPTIONS - 1) / 2) {
      throw new IllegalArgumentException("The shifts (%d) must be 0 to 63.".formatted(shifts));
    }
  }

  /** Slot 0, the image's end, first. */
  @Override
  public List<Choice> choices() {
    List<String> asked = SlotText.options(models);
    List<String> moments =
        IntStream.rangeClosed(-shifts, shifts).mapToObj(Integer::toString).toList();
    List<Choice> choices = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      choices.add(Choice.categorical("model_" + slot, asked));
      choices.add(Choice.ordered("order_" + slot, List.of("1", "2", "3")));
      choices.add(Choice.categorical("followed_" + slot, List.of("noise", "data")));
      choices.add(Choice.categorical("history_" + slot, List.of("kept", "dropped")));
      choices.add(Choice.ordered("shift_" + slot, moments));
    }
    return choices;
  }

  @Override
  public int places() {
    return slots;
  }

  @Override
  public ModelSchedule.Slots decode(Candidate candidate) {
    int[] taken =
        IntStream.iterate(slots - 1, slot -> slot >= 0, slot -> slot - 1)
            .filter(slot -> option(candidate, slot, MODEL) > 0)
            .toArray();
    List<Slot> decoded = new ArrayList<>();
    int known = 0; // evaluations that may be used
    for (int slot : taken) {
      known = option(candidate, slot, HISTORY) == DROPPED ? 1 : known + 1;
      boolean last = slot == taken[taken.length - 1];
      decoded.add(slot(candidate, slot, last ? 1 : known));
    }
    return new ModelSchedule.Slots(slots, decoded);
  }

  private Slot slot(Candidate candidate, int slot, int largestOrder) {
    int order = Math.min(largestOrder, option(candidate, slot, ORDER) + 1);
    int shift = option(candidate, slot, SHIFT) - shifts;
    return new Slot(
        slot,
        option(candidate, slot, MODEL) - 1,
        order,
        Followed.values()[order == 1 ? 0 : option(candidate, slot, FOLLOWED)],
        (double) (slot == 0 ? Math.max(0, shift) : shift) / (2 * shifts + 1));
  }

  private static int option(Candidate candidate, int slot, int which) {
    return candidate.option(PER_SLOT * slot + which);
  }

  /** Whether any model is asked at all. */
  @Override
  public boolean allows(Candidate candidate) {
    return IntStream.range(0, slots).anyMatch(slot -> option(candidate, slot, MODEL) > 0);
  }

  /** Draws models for slots as for other schedules, and all else with equal chances. */
  @Override
  public Candidate random(RandomGenerator random) {
    int[] drawn = ScheduleSpace.super.random(random).toArray();
    int[] asked = SlotDraw.of(slots, models.size(), random);
    for (int slot = 0; slot < slots; slot++) {
      drawn[PER_SLOT * slot + MODEL] = asked[slot];
    }
    return Candidate.of(drawn);
  }

  /**
   * Such as {@code . b . c2d . a3n+}: for each slot, the image's end first, a point or a letter for
   * the model; above order 1 the order and whether noise or data is followed; a sign for each step
   * of a shift.
   */
  @Override
  public String describe(Candidate candidate) {
    return IntStream.range(0, slots)
        .mapToObj(slot -> text(candidate, slot))
        .collect(Collectors.joining(" "));
  }

  private String text(Candidate candidate, int slot) {
    String model = SlotText.of(option(candidate, slot, MODEL));
    int shift = option(candidate, slot, SHIFT) - shifts;
    int order = option(candidate, slot, ORDER) + 1;
    String solver = order == 1 ? "" : order + (option(candidate, slot, FOLLOWED) == 0 ? "n" : "d");
    return model
        + solver
        + (option(candidate, slot, HISTORY) == DROPPED ? "x" : "")
        + (shift < 0 ? "-" : "+").repeat(Math.abs(shift));
  }

  /** Reads the text of a canonical candidate. */
  @Override
  public Candidate parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != slots) {
      throw new IllegalArgumentException(
          "The schedule (%s) must have %d slots, with blanks between.".formatted(text, slots));
    }
    int[] options = new int[PER_SLOT * slots];
    for (int slot = 0; slot < slots; slot++) {
      Matcher read = SLOT.matcher(parts[slot]);
      int shift =
          read.matches() ? read.group(5).length() * (read.group(5).startsWith("-") ? -1 : 1) : 0;
      if (!read.matches() || Math.abs(shift) > shifts) {
        throw new IllegalArgumentException(
            "The slot (%s) must be such as %s.".formatted(parts[slot], ". b c2d a3n+"));
      }
      int at = PER_SLOT * slot;
      options[at + MODEL] = SlotText.parse(read.group(1), 1, models.size()).option(0);
      options[at + ORDER] = read.group(2) == null ? 0 : Integer.parseInt(read.group(2)) - 1;
      options[at + FOLLOWED] = "d".equals(read.group(3)) ? 1 : 0;
      options[at + HISTORY] = read.group(4) == null ? 0 : DROPPED;
      options[at + SHIFT] = shift + shifts;
    }
    return Candidate.of(options);
  }

  @Override
  public Optional<Candidate> encode(ModelSchedule schedule) {
    return schedule instanceof ModelSchedule.Slots taken && taken.slots() == slots
        ? Optional.of(canonical(written(taken)))
        : Optional.empty();
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    return written(decode(candidate));
  }

  private Candidate written(ModelSchedule.Slots schedule) {
    int[] options = new int[PER_SLOT * slots];
    for (int slot = 0; slot < slots; slot++) {
      options[PER_SLOT * slot + SHIFT] = shifts;
    }
    for (Slot slot : schedule.taken()) {
      int at = PER_SLOT * slot.place();
      options[at + MODEL] = slot.model() + 1;
      options[at + ORDER] = slot.order() - 1;
      options[at + FOLLOWED] = slot.followed().ordinal();
      options[at + SHIFT] = (int) Math.round(slot.shift() * (2 * shifts + 1)) + shifts;
    }
    return Candidate.of(options);
  }
}
