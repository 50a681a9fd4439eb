package org.kendall.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A space that is written in the job file itself.
 *
 * @param choices at least one, each with a name of its own
 */
@Setting("A space written in the job file itself: a list of named choices.")
public record ChoiceSpace(@Setting("What can be chosen.") List<Choice> choices)
    implements SearchSpace<NamedOptions> {
  public ChoiceSpace {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("The choices ([]) must be at least one.");
    }
    List<String> names = choices.stream().map(Choice::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "The choices (%s) must have different names.".formatted(String.join(", ", names)));
    }
  }

  @Override
  public NamedOptions decode(Candidate candidate) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Choice choice : choices) {
      options.put(choice.name(), choice.options().get(candidate.option(options.size())));
    }
    return new NamedOptions(options);
  }

  /** Such as {@code activation=relu width=32}. */
  @Override
  public String describe(Candidate candidate) {
    return decode(candidate).options().entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }
}
