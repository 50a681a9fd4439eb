package org.kendall.prepare;

import java.util.List;
import org.kendall.evaluate.Preparation;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/** The preparations of a job, each a candidate. */
record Preparations(List<Preparation> all) implements SearchSpace<Preparation> {
  Preparations {
    all = List.copyOf(all);
  }

  @Override
  public List<Choice> choices() {
    return List.of(Choice.categorical("preparation", all.stream().map(Preparation::name).toList()));
  }

  @Override
  public Preparation decode(Candidate candidate) {
    return all.get(candidate.option(0));
  }

  @Override
  public String describe(Candidate candidate) {
    return decode(candidate).name();
  }
}
