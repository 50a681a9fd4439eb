package org.kendall.space;

import java.util.List;
import java.util.Optional;

/**
 * A space of model schedules: the view that encoders of schedules ask for. Its features are those
 * of {@link ScheduleFeatures}.
 */
public interface ScheduleSpace<D extends ModelSchedule> extends SearchSpace<D>, FeatureSpace {
  /** The names of the models, in the order of the zoo. */
  List<String> models();

  /** How many slots, or groups of slots, there are from image to noise. */
  int places();

  /** The canonical candidate that stands for a schedule; empty if the space cannot say it. */
  Optional<Candidate> encode(ModelSchedule schedule);

  @Override
  default List<Feature> features() {
    return ScheduleFeatures.of(models().size()).features();
  }

  @Override
  default double[] features(Candidate candidate) {
    return ScheduleFeatures.of(models().size()).describe(decode(candidate));
  }

  @Override
  default List<Feature> families() {
    return ScheduleFeatures.FAMILIES;
  }

  @Override
  default List<Counts> parts(Candidate candidate) {
    return ScheduleFeatures.parts(decode(candidate));
  }
}
