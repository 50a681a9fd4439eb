package org.kendall.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;

/**
 * A measured candidate as a person reads it.
 *
 * @param trial number of the trial that measured it
 * @param candidate in the words of its space
 * @param options the option taken, by the name of the choice
 * @param metrics what was measured, then what it costs
 */
public record Standing(
    long trial, String candidate, Map<String, String> options, Map<String, Double> metrics) {

  static Standing of(Measured measured, Problem<?> problem) {
    Candidate candidate = measured.trial().candidate();
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String name : Figures.metricNames(List.of(measured), problem)) {
      measured.metric(name).ifPresent(value -> figures.put(name, value));
    }
    Map<String, Double> costs = problem.costs(candidate);
    Figures.costNames(problem).forEach(name -> figures.put(name, costs.get(name)));
    return new Standing(
        measured.trial().number(),
        problem.space().describe(candidate),
        options(candidate, problem),
        figures);
  }

  /** The option taken, by the name of the choice and in the order of the choices. */
  static Map<String, String> options(Candidate candidate, Problem<?> problem) {
    List<Choice> choices = problem.space().choices();
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < choices.size(); i++) {
      options.put(choices.get(i).name(), choices.get(i).options().get(candidate.option(i)));
    }
    return options;
  }
}
