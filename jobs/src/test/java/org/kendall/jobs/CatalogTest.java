package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import org.kendall.space.Setting;

/** What holds for every name that a job file may use. */
class CatalogTest {
  private static final Catalog CATALOG = Catalog.load();

  static Stream<Named> all() {
    return Stream.of(Kind.values()).flatMap(kind -> CATALOG.all(kind).stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingIsExplained(Named named) {
    assertThat(named.help()).endsWith(".");
    assertExplained(named.type());
  }

  private static void assertExplained(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      assertThat(component.getAnnotation(Setting.class)).as(component.toString()).isNotNull();
      assertThat(SettingsOf.help(component)).as(component.toString()).isNotBlank();
      if (component.getType().isRecord()) {
        assertExplained(component.getType());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void thereIsAJobToStartFrom(Named named) {
    String text = new JobTemplate(CATALOG).using(named).orElseThrow();

    JobFile job = JobFile.parse("start.yaml", text, List.of(), CATALOG);

    assertThat(text).contains("name: " + named.name());
    assertThat(JobCheck.of(job).summary()).contains("48 in rolling rounds of 8");
    assertThat(JobFile.parse("again.yaml", job.resolvedYaml(), List.of(), CATALOG).spec())
        .isEqualTo(job.spec());
  }

  @ParameterizedTest
  @MethodSource("all")
  void anUnknownKeyIsRefusedWithTheNearest(Named named) {
    List<String> keys = SettingsOf.keys(named.type());
    String wrong = keys.isEmpty() ? "anything" : keys.get(0) + "x";
    Node.Mapping block =
        new Node.Mapping(
            new Origin("f:1"),
            Map.of(
                wrong, new Node.Entry(new Origin("f:2"), new Node.Scalar(new Origin("f:2"), "1"))));

    assertThatThrownBy(() -> new Binder(CATALOG).bind(named.type(), block, named.name()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "f:2: %s is not a setting of %s.\n%s"
                .formatted(
                    wrong,
                    named.name(),
                    keys.isEmpty() ? "There are no settings." : "Maybe you meant " + keys.get(0)));
  }

  @Test
  void aNameIsTakenOnce() {
    Named one = CATALOG.all(Kind.STRATEGY).get(0);

    assertThatThrownBy(() -> new Catalog(List.of(one, one), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The name random of a strategy is taken twice.");
    assertThatThrownBy(() -> new Named(Kind.SPACE, one.name(), one.type()))
        .hasMessage("org.kendall.strategy.Random, named random, must be a search space.");
    assertThatThrownBy(() -> new Named(Kind.STRATEGY, "Random Search", one.type()))
        .hasMessageStartingWith("The name (Random Search) of a strategy must be in lower case");
  }
}
