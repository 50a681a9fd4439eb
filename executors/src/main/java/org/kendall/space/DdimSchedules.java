package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Model schedules for DDIM as in OMS-DPM (Liu et al., ICML 2023, section 4.1): for each slot of an
 * even grid in time a model, or none, and then the sampler takes a longer step.
 *
 * @param models at least one name, in the order of the zoo
 */
@Setting("Model schedules for DDIM: for each slot in time a model, or none.")
public record DdimSchedules(
    @Setting("The names of the models.") List<String> models,
    @Setting(value = "Slots from image to noise.", byDefault = "20") int slots)
    implements ScheduleSpace<ModelSchedule.Slots> {
  public DdimSchedules {
    models = SlotText.requireModels(models);
    SlotText.requireSlots("slots", slots);
  }

  /** Slot 0, the image's end, first. */
  @Override
  public List<Choice> choices() {
    List<String> options = SlotText.options(models);
    return IntStream.range(0, slots)
        .mapToObj(slot -> Choice.categorical("slot_" + slot, options))
        .toList();
  }

  @Override
  public int places() {
    return slots;
  }

  @Override
  public ModelSchedule.Slots decode(Candidate candidate) {
    List<ModelSchedule.Slot> taken = new ArrayList<>();
    for (int slot = slots - 1; slot >= 0; slot--) {
      if (candidate.option(slot) > 0) {
        taken.add(ModelSchedule.Slot.plain(slot, candidate.option(slot) - 1));
      }
    }
    return new ModelSchedule.Slots(slots, taken);
  }

  @Override
  public Optional<Candidate> encode(ModelSchedule schedule) {
    if (!(schedule instanceof ModelSchedule.Slots plain) || plain.slots() != slots) {
      return Optional.empty();
    }
    int[] options = new int[slots];
    for (ModelSchedule.Slot slot : plain.taken()) {
      if (!slot.equals(ModelSchedule.Slot.plain(slot.place(), slot.model()))) {
        return Optional.empty();
      }
      options[slot.place()] = slot.model() + 1;
    }
    return Optional.of(Candidate.of(options));
  }

  /** Whether any model is asked at all. */
  @Override
  public boolean allows(Candidate candidate) {
    return IntStream.of(candidate.toArray()).anyMatch(option -> option > 0);
  }

  /** Draws schedules of all kinds, each of which asks some model. */
  @Override
  public Candidate random(RandomGenerator random) {
    return Candidate.of(SlotDraw.of(slots, models.size(), random));
  }

  /** Such as {@code ..ab.b}, a letter for each model, the image's end first. */
  @Override
  public String describe(Candidate candidate) {
    return SlotText.of(candidate.toArray());
  }

  @Override
  public Candidate parse(String text) {
    return SlotText.parse(text, slots, models.size());
  }
}
