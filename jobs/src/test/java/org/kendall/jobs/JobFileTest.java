package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kendall.data.BadDataException;
import org.kendall.jobs.Toys.FirstDigit;
import org.kendall.jobs.Toys.NumberSpace;
import org.kendall.jobs.Toys.Rounding;
import org.kendall.jobs.Toys.SumOfDigits;
import org.kendall.jobs.Toys.Weight;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.StopRule;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;

class JobFileTest {
  private static final String JOB =
      """
      job: toy
      seed: 7
      space:
        name: numbers
        digits: 2
      evaluate:
        name: sum-of-digits
        epochs: 1e3
        batch_size: 1_000
        rounding: HALF_DOWN
        weights:
          - place: ones
            value: 0.5
          - {place: tens}
      limits:
        magnitude: 4.0e1
      strategy:
        name: predictor-guided
        initial: 4
        predictor: gaussian-process
      rounds: {kind: closed}
      stop:
        trials: 20
      """;

  @Test
  void aJobFileBindsToItsRecords() {
    JobSpec spec = Toys.job(JOB).spec();

    assertThat(spec.job()).isEqualTo("toy");
    assertThat(spec.seed()).isEqualTo(7);
    assertThat(spec.space()).isEqualTo(new NumberSpace(2, 10, 0));
    assertThat(spec.evaluate())
        .isEqualTo(
            new SumOfDigits(
                1000,
                1000,
                60,
                Rounding.HALF_DOWN,
                List.of(new Weight("ones", 0.5), new Weight("tens", 1)),
                false,
                "digits"));
    assertThat(spec.limits()).isEqualTo(Map.of("magnitude", 40.0));
    assertThat(spec.objective()).isEqualTo("sum");
    PredictorGuided strategy = (PredictorGuided) spec.strategy();
    assertThat(strategy.initial()).isEqualTo(4);
    assertThat(strategy.predictor()).isEqualTo(new FirstDigit(200));
    assertThat(spec.rounds()).isEqualTo(new Rounds(Rounds.Kind.CLOSED, 8, 0));
    assertThat(spec.stop()).isEqualTo(new StopRule(20, 0));
    assertThat(spec.confirm()).isEqualTo(new ConfirmRule(3, 3, ConfirmRule.Baseline.RANDOM));
  }

  @Test
  void aResolvedJobReadsAsTheSameJob() {
    JobFile job = Toys.job(JOB, "evaluate.data='a: \"b\" # \\d'", "limits.magnitude=0.1");

    JobFile again = Toys.job(job.resolvedYaml());

    assertThat(again.spec()).isEqualTo(job.spec());
    assertThat(again.resolvedYaml()).isEqualTo(job.resolvedYaml()).contains("patience: 60\n");
    assertThat(again.digest()).isEqualTo(job.digest());
  }

  @Test
  void aCommentedJobReadsAsTheSameJob() {
    JobFile job = Toys.job(JOB);

    String commented = YamlWriter.commented(new SettingsTree(Toys.catalog()).of(job.spec()));

    assertThat(Toys.job(commented).spec()).isEqualTo(job.spec());
    assertThat(commented.lines()).allMatch(line -> line.length() <= 100);
    assertThat(commented).contains("patience: 60").contains("# The most that a trial may take.");
  }

  @Test
  void theDigestIsOfWhatDecidesTheOutcome() {
    String digest = Toys.job(JOB).digest();

    assertThat(Toys.job(JOB, "stop.trials=21", "job=other").digest()).isEqualTo(digest);
    assertThat(Toys.job(JOB, "evaluate.patience=60.0").digest()).isEqualTo(digest);
    assertThat(Toys.job(JOB, "seed=8").digest()).isNotEqualTo(digest).matches("[0-9a-f]{64}");
    assertThat(Toys.job(JOB, "strategy.inner.otherwise.crossover=0.4").digest())
        .isNotEqualTo(digest);
  }

  @Test
  void theCommandLineIsStrongerThanTheFile() {
    JobSpec spec =
        Toys.job(
                JOB,
                "evaluate.epochs=3",
                "evaluate.weights=[{place: x}]",
                "strategy.predictor.epochs=5",
                "rounds=",
                "confirm.seeds=1")
            .spec();

    SumOfDigits evaluator = (SumOfDigits) spec.evaluate();
    assertThat(evaluator.epochs()).isEqualTo(3);
    assertThat(evaluator.weights()).containsExactly(new Weight("x", 1));
    assertThat(((PredictorGuided) spec.strategy()).predictor()).isEqualTo(new FirstDigit(5));
    assertThat(spec.rounds()).isEqualTo(new Rounds(Rounds.Kind.ROLLING, 8, 0));
    assertThat(spec.confirm().seeds()).isEqualTo(1);
    assertThat(Toys.job(JOB, "strategy=random").spec().strategy()).isEqualTo(new Random());
  }

  @Test
  void settingsOfADefaultNeedNotRepeatItsName() {
    String minimal = "job: a\nspace: numbers\nevaluate: sum-of-digits\nstop: {trials: 3}\n";

    JobSpec spec = Toys.job(minimal, "strategy.initial=5", "strategy.predictor.epochs=6").spec();

    assertThat(((PredictorGuided) spec.strategy()).initial()).isEqualTo(5);
    assertThat(((PredictorGuided) spec.strategy()).predictor()).isEqualTo(new FirstDigit(6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs: 1e3      | epoch: 3          | toy.yaml:8: evaluate.epoch is not a setting of sum-of-digits.\\nMaybe you meant epochs; the settings are epochs, batch_size, patience, rounding, weights, noisy, data.
          epochs: 1e3      | epochs: many      | toy.yaml:8: evaluate.epochs (many) must be a whole number (32 bits).\\nHow often the sum is taken.
          epochs: 1e3      | epochs: 1.5       | toy.yaml:8: evaluate.epochs (1.5) must be a whole number (32 bits).\\nHow often the sum is taken.
          epochs: 1e3      | epochs: 1e10      | toy.yaml:8: evaluate.epochs (1e10) must be a whole number (32 bits).\\nHow often the sum is taken.
          epochs: 1e3      | epochs: [3]       | toy.yaml:8: evaluate.epochs (a list) must be a whole number (32 bits).\\nHow often the sum is taken.
          epochs: 1e3      | epochs: 0         | toy.yaml:8: evaluate.epochs: The epochs (0) must be positive.
          batch_size: 1_000| batch_size: 0     | toy.yaml:7: evaluate: No batch can hold 0.
          HALF_DOWN        | half_dawn         | toy.yaml:10: evaluate.rounding (half_dawn) must be one of half-up, half-down.\\nHow halves are rounded.
          place: ones      | plaice: ones      | toy.yaml:12: evaluate.weights.0.plaice is not a setting of evaluate.weights.0.\\nMaybe you meant place; the settings are place, value.
          - {place: tens}  | - {value: 1}      | toy.yaml:14: evaluate.weights.1.place is missing; it must be given.\\nThe place it is for.
          name: numbers    | name: number      | toy.yaml:4: space.name (number) is not a search space.\\nMaybe you meant numbers; the search spaces are numbers, letters.
          predictor: gaussian-process | predictor: forest | toy.yaml:20: strategy.predictor (forest) is not a predictor.\\nThe predictors are gaussian-process.
          predictor: gaussian-process | predictor: [a]    | toy.yaml:20: strategy.predictor (a list) must be the name of a predictor, or a block with a name.\\nWhat learns to rank candidates.
          magnitude: 4.0e1 | magnitude: high   | toy.yaml:16: limits.magnitude (high) must be a number.\\nThe largest allowed value per cost; what exceeds one is never evaluated.
          magnitude: 4.0e1 | magnitude: .inf   | toy.yaml:16: limits.magnitude (.inf) must be a number.\\nThe largest allowed value per cost; what exceeds one is never evaluated.
          kind: closed     | kind: closing     | toy.yaml:21: rounds.kind (closing) must be one of rolling, closed.
          seed: 7          | objective: som    | toy.yaml:2: objective: The objective (som) is not a metric that the evaluator measures.\\nMaybe you meant sum; the metrics are sum, largest_digit.
          seed: 7          | sead: 7           | toy.yaml:2: sead is not a setting of a job.\\nMaybe you meant seed; the settings are job, seed, space,
          trials: 20       | minutes: 3        | toy.yaml:23: stop.trials is missing; it must be given.\\nHow many candidates are tried, failed ones included.
          trials: 20       | trials:           | toy.yaml:23: stop.trials is missing; it must be given.
          job: toy         | job: a/b          | toy.yaml:1: job: The job (a/b) must be a name of letters, digits, dots and hyphens.
          seed: 7          | job: again        | toy.yaml:2: job stands here a second time.
          seed: 7          | seed: *a          | toy.yaml:2: anchors (&) and aliases (*) are not read; write the value out.
          {kind: closed}   | &a {size: 3}      | toy.yaml:21: anchors (&) and aliases (*) are not read; write the value out.
          seed: 7          | seed: !x 7        | toy.yaml:2: tags (!) are not read; write the plain value.
          seed: 7          | seed: [7          | toy.yaml:3: this is not YAML: while parsing a flow sequence
          rounds: {kind: closed} | ---         | toy.yaml:22: a second document begins; there must be one.
          """)
  void badInputIsOneMessageThatSaysWhere(String right, String wrong, String message) {
    assertThat(JOB).contains(right.strip());
    String job = JOB.replace(right.strip(), wrong.strip());

    assertThatThrownBy(() -> Toys.job(job))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evaluate.epochs=0 | --set evaluate.epochs=0: evaluate.epochs: The epochs (0) must be positive.
          evaluat.epochs=1  | --set evaluat.epochs=1: evaluat is not a setting of a job.\\nMaybe you meant evaluate;
          evaluate.epochs   | --set evaluate.epochs: there must be a key, an equals sign and a value.
          =3                | --set =3: there must be a key, an equals sign and a value.
          seed.more=3       | toy.yaml:2: seed (a block of keys) must be a whole number (64 bits).
          evaluate.weights.place=3 | --set evaluate.weights.place=3: weights is a list, which has no keys.
          seed=[1           | --set seed=[1: this is not YAML: while parsing a flow sequence
          """)
  void badSettingsOfTheCommandLineAreNamed(String setting, String message) {
    assertThatThrownBy(() -> Toys.job(JOB, setting.strip()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message.replace("\\n", "\n"));
  }

  @Test
  void theDirectoryOfTheJobFileMayBeNamed() {
    String setting = "evaluate.data=\"${job_dir}/digits\"";

    JobFile here = JobFile.parse("a/toy.yaml", JOB, List.of(setting), Toys.catalog());
    JobFile there = JobFile.parse("/b/toy.yaml", JOB, List.of(setting), Toys.catalog());

    assertThat(((SumOfDigits) here.spec().evaluate()).data())
        .isEqualTo(Path.of("a/digits").toAbsolutePath().toString());
    assertThat(((SumOfDigits) there.spec().evaluate()).data()).isEqualTo("/b/digits");
    assertThat(here.digest()).isEqualTo(there.digest());
  }

  @Test
  void aJobFileMayStandOnAnyFileSystemOfHadoop(@TempDir Path directory) throws IOException {
    String location = Files.writeString(directory.resolve("toy.yaml"), JOB).toUri().toString();

    JobFile job = JobFile.read(location, List.of(), Toys.catalog());

    assertThat(job.spec()).isEqualTo(Toys.job(JOB).spec());
    assertThatThrownBy(() -> JobFile.read(location + "x", List.of(), Toys.catalog()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("toy.yamlx does not exist");
  }

  @Test
  void whatIsNoJobFileIsRefused() {
    assertThatThrownBy(() -> Toys.job(""))
        .hasMessageStartingWith("toy.yaml:1: a job file holds keys such as job and space; here");
    assertThatThrownBy(() -> Toys.job("- a"))
        .hasMessageStartingWith("toy.yaml:1: a job file holds keys such as job and space; here");
    assertThatThrownBy(() -> Toys.job("[".repeat(30)))
        .hasMessage("toy.yaml:1: blocks are nested more than 20 deep.");
    assertThatThrownBy(() -> Toys.job("a".repeat(1 << 21)))
        .hasMessage(
            "toy.yaml:1: 2,097,152 characters are too many for settings; there may be 1,048,576.");
    assertThatThrownBy(() -> JobFile.read("no.yaml", List.of(), Toys.catalog()))
        .isInstanceOf(BadInputException.class)
        .hasMessage("no.yaml: there is no such file.");
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    String letters = JOB.replace("name: numbers\n  digits: 2", "name: letters");
    assertThatThrownBy(() -> Toys.job(letters).problem())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "toy.yaml:5: evaluate: sum-of-digits scores a Digits, but the space letters makes a"
                + " String.\nEvaluators that fit the space: none.");
    assertThatThrownBy(() -> Toys.job(JOB.replace("magnitude", "magnitud")).problem())
        .hasMessage(
            "toy.yaml:16: limits.magnitud: this is not a cost that can be told with the evaluator"
                + " sum-of-digits.\nMaybe you meant magnitude; the costs are magnitude.");
    assertThatThrownBy(() -> Toys.job(JOB, "space.digits=1").problem())
        .hasMessage("toy.yaml:17: strategy: There must be two digits to compare.");
  }

  @Test
  void theProblemHasTheLimitsAndTheObjective() {
    var problem = Toys.job(JOB, "objective=largest_digit").problem();

    assertThat(problem.limits()).isEqualTo(Map.of("magnitude", 40.0));
    assertThat(problem.objective().name()).isEqualTo("largest_digit");
    assertThat(problem.space().size()).isEqualTo(100);
    assertThat(problem.allows(problem.space().at(40))).isTrue();
    assertThat(problem.allows(problem.space().at(41))).isFalse();
  }
}
