package org.kendall.strategy;

import java.util.List;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Setting;

/** Picks those with the best predicted scores. */
@Setting("Picks the best by predicted score; works with every predictor.")
public record Greedy() implements Picking {
  @Override
  public List<Proposal> pick(Ranking ranking, List<Scored> met, Ask ask) {
    return Best.of(met, ask.count()).stream()
        .map(one -> Proposal.predicted(one.candidate(), one.gain()))
        .toList();
  }
}
