package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceSpaceTest extends SearchSpaceContract<NamedOptions> {
  private static final Choice ACTIVATION =
      Choice.categorical("activation", List.of("relu", "gelu"));
  private static final Choice WIDTH = Choice.ordered("width", List.of("16", "32", "64"));

  @Override
  protected SearchSpace<NamedOptions> space() {
    return new ChoiceSpace(List.of(ACTIVATION, WIDTH));
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return space().decode(candidate);
  }

  @Test
  void optionsAreNamedInTheOrderOfTheChoices() {
    assertThat(space().decode(Candidate.of(1, 2)).options())
        .containsExactly(entry("activation", "gelu"), entry("width", "64"));
    assertThat(space().describe(Candidate.of(1, 2))).isEqualTo("activation=gelu width=64");
    assertThat(space().size()).isEqualTo(6);
  }

  @Test
  void numbersAndTruthValuesStayWhatTheyAreInJson() {
    NamedOptions options =
        new NamedOptions(
            Map.of(
                "width",
                "64",
                "rate",
                "1e-3",
                "bias",
                "true",
                "name",
                "3x3",
                "code",
                "007",
                "long",
                "123456789012345678901234567890"));
    assertThat(options.json())
        .containsEntry("width", 64L)
        .containsEntry("rate", 0.001)
        .containsEntry("bias", true)
        .containsEntry("name", "3x3")
        .containsEntry("code", "007")
        .containsEntry("long", 1.2345678901234568e29);
  }

  @Test
  void choicesMustBeThereAndDiffer() {
    assertThatThrownBy(() -> new ChoiceSpace(List.of()))
        .hasMessage("The choices ([]) must be at least one.");
    assertThatThrownBy(() -> new ChoiceSpace(List.of(WIDTH, ACTIVATION, WIDTH)))
        .hasMessage("The choices (width, activation, width) must have different names.");
  }

  @Test
  void whatDescribeWroteAndWhatATablesColumnsHoldAreRead() {
    ChoiceSpace space =
        new ChoiceSpace(
            List.of(
                Choice.categorical("norm", List.of("batch", "batch renorm")),
                Choice.ordered("width", List.of("8", "16"))));
    space
        .list()
        .forEach(
            candidate -> {
              String text = space.describe(candidate);
              assertThat(space.parse(text)).isEqualTo(candidate);
              assertThat(space.parse(text.replaceAll("\\w+=", ""))).isEqualTo(candidate);
            });
    assertThatThrownBy(() -> space.parse("batch 32"))
        .hasMessage(
            "The candidate (batch 32) must be an option for each of [norm, width], with blanks between.");
  }
}
