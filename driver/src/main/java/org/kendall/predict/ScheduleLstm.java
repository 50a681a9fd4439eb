package org.kendall.predict;

import org.kendall.space.ScheduleSpace;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * A long short-term memory that reads a model schedule from image to noise: for each slot, or group
 * of slots, which models are asked, by what solver, and at what time (OMS-DPM, Liu et al., ICML
 * 2023, section 4.2). The code is the direction of the mean of the directions of its outputs.
 *
 * <p>Differs from the authors' code: equal tokens are encoded once in a batch; times are those of
 * one noise, continuous with the usual rates, whatever the models were trained with; and there are
 * tokens for multistep solvers, in which the order and what is followed have embeddings too, and a
 * shift counts as time.
 */
@Setting("A long short-term memory that reads which models a sampler asks, how, and at what times.")
public record ScheduleLstm(
    @Setting(value = "Numbers that stand for a model.", byDefault = "32") int embedding,
    @Setting(value = "Numbers that stand for the models of a group.", byDefault = "64") int group,
    @Setting(value = "Numbers that stand for an order, and for what is followed.", byDefault = "16")
        int solver,
    @Setting(value = "Numbers that stand for a time.", byDefault = "64") int time,
    @Setting(value = "Numbers that are remembered.", byDefault = "128") int hidden)
    implements Encoder {
  public ScheduleLstm {
    Positive.require("embedding", embedding);
    Positive.require("group", group);
    Positive.require("solver", solver);
    Positive.require("time", time);
    Positive.require("hidden", hidden);
  }

  /** With the settings of the authors' code. */
  public ScheduleLstm() {
    this(32, 64, 16, 64, 128);
  }

  @Override
  public void check(SearchSpace<?> space) {
    Views.requireSchedules("The encoder of model schedules", space);
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    ScheduleSpace<?> schedules = Views.requireSchedules("The encoder of model schedules", space);
    return new ScheduleLstmNetwork(this, schedules, ScheduleTokens.of(schedules));
  }
}
