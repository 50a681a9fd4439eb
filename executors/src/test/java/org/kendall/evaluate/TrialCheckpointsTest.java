package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainingState;
import org.kendall.space.Candidate;

class TrialCheckpointsTest {
  @TempDir Path folder;

  /** It would say some hundred times that something is damaged. */
  @BeforeAll
  static void silently() {
    Configurator.setLevel(TrialCheckpoints.class, Level.OFF);
  }

  @AfterAll
  static void aloud() {
    Configurator.setLevel(TrialCheckpoints.class, Level.INFO);
  }

  @Test
  void newestStateIsFoundAgain() {
    keep(1, 2, 3);

    TrainingState found = of(trial(7, 1)).newest(2, 1).orElseThrow();

    assertThat(found.done()).isEqualTo(3);
    assertThat(found.sum()).isEqualTo(0.5);
    assertThat(found.arrays().get(0)).containsExactly(3, -1.5f);
    assertThat(found.arrays().get(1)).containsExactly(Float.MIN_VALUE);
  }

  @Test
  void lastTwoAreKept() throws IOException {
    keep(8, 9, 10, 11);
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("000000010.checkpoint", "000000011.checkpoint");
  }

  @Test
  void whereTheLastIsCutAnywhereTheOneBeforeItIsTaken() throws IOException {
    keep(1, 2);
    Path last = files().get(1);
    byte[] whole = Files.readAllBytes(last);
    for (int length = 0; length < whole.length; length++) {
      Files.write(last, Arrays.copyOf(whole, length));
      assertThat(of(trial(7, 1)).newest(2, 1).orElseThrow().done()).isEqualTo(1);
    }
  }

  @Test
  void whereOneBitOfTheLastIsFlippedTheOneBeforeItIsTaken() throws IOException {
    keep(1, 2);
    Path last = files().get(1);
    byte[] whole = Files.readAllBytes(last);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(last, flipped);
      assertThat(of(trial(7, 1)).newest(2, 1).orElseThrow().done()).isEqualTo(1);
    }
  }

  @Test
  void stateOfAnotherSeedOrNetworkIsNotTaken() {
    keep(1);
    assertThat(of(trial(7, 2)).newest(2, 1)).isEmpty();
    assertThat(of(trial(8, 1)).newest(2, 1)).isEmpty();
    assertThat(of(trial(7, 1)).newest(2, 2)).isEmpty();
    assertThat(of(trial(7, 1)).newest(2)).isEmpty();
  }

  @Test
  void whatIsDamagedFartherOnPushesOutNothingWhole() throws IOException {
    keep(8, 9);
    for (Path file : files()) {
      Files.writeString(file, "damaged");
    }
    Checkpoints begunAnew = of(trial(7, 1));
    assertThat(begunAnew.newest(2, 1)).isEmpty();
    begunAnew.keep(state(1));
    assertThat(of(trial(7, 1)).newest(2, 1).orElseThrow().done()).isEqualTo(1);
  }

  @Test
  void whereTheLastCannotBeReadAtAllTheOneBeforeItIsTaken() throws IOException {
    keep(1);
    Files.createDirectory(folder.resolve("7/000000002.checkpoint"));
    Files.createSymbolicLink(folder.resolve("7/000000003.checkpoint"), Path.of("vanished"));
    assertThat(of(trial(7, 1)).newest(2, 1).orElseThrow().done()).isEqualTo(1);
  }

  @Test
  void twoAttemptsAtOnceDoNotDisturbEachOther() throws IOException {
    Checkpoints ahead = of(trial(7, 1));
    Checkpoints behind = of(trial(7, 1));
    for (int done = 1; done <= 9; done++) {
      ahead.keep(state(done + 5));
      behind.keep(state(done));
      assertThat(of(trial(7, 1)).newest(2, 1).orElseThrow().done()).isEqualTo(done + 5);
    }
    assertThat(behind.isDue()).isTrue();
    assertThat(files()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void whereNoneCanBeWrittenTheTrialGoesOnWithout() throws IOException {
    Files.writeString(folder.resolve("7"), "a file where the folder should be");
    Checkpoints checkpoints = of(trial(7, 1));
    assertThat(checkpoints.newest(2, 1)).isEmpty();
    assertThat(checkpoints.isDue()).isTrue();
    checkpoints.keep(state(1));
    assertThat(checkpoints.isDue()).isFalse();
  }

  @Test
  void shortTrialsLeaveNone() {
    assertThat(TrialCheckpoints.of(folder.toString(), trial(7, 1), Duration.ofMinutes(1)).isDue())
        .isFalse();
  }

  private void keep(int... done) {
    Checkpoints checkpoints = of(trial(7, 1));
    for (int one : done) {
      checkpoints.keep(state(one));
    }
  }

  private Checkpoints of(Trial trial) {
    return TrialCheckpoints.of(folder.toString(), trial, Duration.ZERO);
  }

  private static TrainingState state(int done) {
    return new TrainingState(
        done, 0.5, List.of(new float[] {done, -1.5f}, new float[] {Float.MIN_VALUE}));
  }

  private static Trial trial(long number, long seed) {
    return new Trial(number, Stage.SEARCH, Candidate.of(1, 2), seed, 1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("7"))) {
      return files.sorted().toList();
    }
  }
}
