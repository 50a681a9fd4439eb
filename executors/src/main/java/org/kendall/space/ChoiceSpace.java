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

  /** Reads the same with or without the names, as in {@code relu 32}: a table's columns have it. */
  @Override
  public Candidate parse(String text) {
    int[] options = new int[choices.size()];
    if (!read(text, 0, options)) {
      throw new IllegalArgumentException(
          "The candidate (%s) must be an option for each of %s, with blanks between."
              .formatted(text, choices.stream().map(Choice::name).toList()));
    }
    return Candidate.of(options);
  }

  /** Fills in the options from a place on; options may hold blanks themselves. */
  private boolean read(String text, int place, int[] options) {
    Choice choice = choices.get(place);
    String name = choice.name() + "=";
    String rest = text.startsWith(name) ? text.substring(name.length()) : text;
    boolean last = place == options.length - 1;
    for (int i = 0; i < choice.size(); i++) {
      String option = choice.options().get(i);
      options[place] = i;
      boolean fits =
          last
              ? rest.equals(option)
              : rest.startsWith(option + " ")
                  && read(rest.substring(option.length() + 1), place + 1, options);
      if (fits) {
        return true;
      }
    }
    return false;
  }
}
