package org.kendall.space;

import java.util.List;
import java.util.Optional;

/** A space of model schedules. */
public interface ScheduleSpace {
  /** The names of the models, in the order of the zoo. */
  List<String> models();

  /** The most evaluations that a schedule can have. */
  int mostEvaluations();

  /** The canonical candidate that stands for a schedule; empty if the space cannot say it. */
  Optional<Candidate> encode(ModelSchedule schedule);
}
