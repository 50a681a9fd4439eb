package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Extension;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import org.kendall.space.SearchSpace;
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
  void thereIsAJobToStartFrom(Named named, @TempDir Path directory) throws IOException {
    Path measured = directory.resolve("measured.csv");
    Files.writeString(
        measured,
        "cell,validation_accuracy,training_seconds\n"
            + "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,10,1\n");
    String text =
        new JobTemplate(CATALOG)
            .using(named)
            .orElseThrow()
            .replace(": measured.csv", ": " + measured);

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

  /** What stands in a jar of a user's own. */
  public static final class Theirs implements Extension {
    @Override
    public Map<String, Class<? extends SearchSpace<?>>> spaces() {
      return Map.of("their-numbers", Toys.NumberSpace.class);
    }

    @Override
    public Map<String, Class<? extends Evaluator<?>>> evaluators() {
      return Map.of("their-sum", Toys.SumOfDigits.class);
    }
  }

  /** The same with a name that is taken. */
  public static final class Clashing implements Extension {
    @Override
    public Map<String, Class<? extends SearchSpace<?>>> spaces() {
      return Map.of("nasbench201", Toys.NumberSpace.class);
    }
  }

  private static Catalog loadWith(Path jar, String extension) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(Extension.class.getName()), extension);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, CatalogTest.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      return Catalog.load();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void whatAJarBringsIsUsableByName(@TempDir Path jar) throws IOException {
    Catalog catalog = loadWith(jar, Theirs.class.getName());

    String text = "job: a\nspace: {name: their-numbers, digits: 4}\n";
    text += "evaluate: their-sum\nstrategy: random\nstop: {trials: 3}\n";
    JobFile job = JobFile.parse("a.yaml", text, List.of(), catalog);

    assertThat(job.spec().space()).isEqualTo(new Toys.NumberSpace(4, 10, 0));
    assertThat(JobCheck.of(job).summary()).contains("their-sum, objective sum");
    assertThat(catalog.names(Kind.EVALUATOR)).contains("process", "their-sum");
  }

  @Test
  void aJarThatCannotBeUsedIsRefused(@TempDir Path jar) {
    assertThatThrownBy(() -> loadWith(jar, Clashing.class.getName()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The name nasbench201 of a search space is taken twice.\n"
                + "Maybe a jar named with --jars brings a name that Kendall has already.");
    assertThatThrownBy(() -> loadWith(jar, "no.such.Extension"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no.such.Extension not found");
  }
}
