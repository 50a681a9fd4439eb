package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Model schedules for single-step DPM-Solver as in OMS-DPM (Liu et al., ICML 2023, section 4.1):
 * groups of three slots, each one step whose order is the number of models in it. In a group,
 * models stand before empty slots, and the one that stands last is asked first.
 *
 * <p>Where an empty group stands means nothing, as the steps are spread evenly over all of the way:
 * in the canonical form, empty groups stand at the noise's end.
 *
 * @param models at least one name, in the order of the zoo
 */
@Setting("Model schedules for single-step DPM-Solver: groups of up to three models.")
public record DpmSolverSchedules(
    @Setting("The names of the models.") List<String> models,
    @Setting(value = "Groups from image to noise.", byDefault = "8") int groups)
    implements ScheduleSpace<ModelSchedule.Groups> {
  private static final int ORDER = 3;

  public DpmSolverSchedules {
    models = SlotText.requireModels(models);
    SlotText.requireSlots("groups", groups);
  }

  /** Group 0, the image's end, first. */
  @Override
  public List<Choice> choices() {
    List<String> options = SlotText.options(models);
    return IntStream.range(0, ORDER * groups)
        .mapToObj(
            slot -> Choice.categorical("slot_%d_%d".formatted(slot / ORDER, slot % ORDER), options))
        .toList();
  }

  @Override
  public int places() {
    return groups;
  }

  @Override
  public ModelSchedule.Groups decode(Candidate candidate) {
    List<List<Integer>> steps = new ArrayList<>();
    for (int group = groups - 1; group >= 0; group--) {
      List<Integer> asked = new ArrayList<>();
      for (int option : group(candidate, group)) {
        if (option > 0) {
          asked.add(0, option - 1);
        }
      }
      if (!asked.isEmpty()) {
        steps.add(asked);
      }
    }
    return new ModelSchedule.Groups(steps);
  }

  private static int[] group(Candidate candidate, int group) {
    return IntStream.range(0, ORDER).map(i -> candidate.option(ORDER * group + i)).toArray();
  }

  @Override
  public Optional<Candidate> encode(ModelSchedule schedule) {
    if (!(schedule instanceof ModelSchedule.Groups steps) || steps.steps().size() > groups) {
      return Optional.empty();
    }
    int[] options = new int[ORDER * groups];
    int count = steps.steps().size();
    for (int step = 0; step < count; step++) {
      List<Integer> asked = steps.steps().get(count - 1 - step);
      for (int i = 0; i < asked.size(); i++) {
        options[ORDER * step + i] = asked.get(asked.size() - 1 - i) + 1;
      }
    }
    return Optional.of(Candidate.of(options));
  }

  /** Whether models stand before empty slots in each group, and any is asked at all. */
  @Override
  public boolean allows(Candidate candidate) {
    boolean any = false;
    for (int slot = 0; slot < candidate.size(); slot++) {
      boolean taken = candidate.option(slot) > 0;
      if (taken && slot % ORDER > 0 && candidate.option(slot - 1) == 0) {
        return false;
      }
      any |= taken;
    }
    return any;
  }

  @Override
  public Candidate canonical(Candidate candidate) {
    List<int[]> all = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      all.add(group(candidate, group));
    }
    all.sort(Comparator.comparing(DpmSolverSchedules::isEmpty)); // stable
    return Candidate.of(all.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private static boolean isEmpty(int[] group) {
    return Arrays.stream(group).allMatch(option -> option == 0);
  }

  /** Draws schedules of all kinds, each of which asks some model; models are moved to the front. */
  @Override
  public Candidate random(RandomGenerator random) {
    int[] drawn = SlotDraw.of(ORDER * groups, models.size(), random);
    int[] packed = new int[drawn.length];
    for (int group = 0; group < groups; group++) {
      int next = ORDER * group;
      for (int slot = ORDER * group; slot < ORDER * (group + 1); slot++) {
        if (drawn[slot] > 0) {
          packed[next++] = drawn[slot];
        }
      }
    }
    return Candidate.of(packed);
  }

  /** Such as {@code ab. a.. ...}, a letter for each model, the image's end first. */
  @Override
  public String describe(Candidate candidate) {
    return String.join(
        " ",
        IntStream.range(0, groups)
            .mapToObj(group -> SlotText.of(group(candidate, group)))
            .toList());
  }

  @Override
  public Candidate parse(String text) {
    return SlotText.parse(text.replace(" ", ""), ORDER * groups, models.size());
  }
}
