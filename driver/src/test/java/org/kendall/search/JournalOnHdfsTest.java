package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.Storage;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialCheckpoints;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainingState;
import org.kendall.space.Candidate;

/** On a name node and a data node of its own. */
class JournalOnHdfsTest {
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", 1, Metric.maximized("accuracy", "%"), 99);
  private static final LockTerms QUICK =
      new LockTerms(Duration.ofMillis(50), Duration.ofMillis(600));

  @TempDir private static java.nio.file.Path folder;
  private static Configuration settings;
  private static MiniDFSCluster cluster;
  private static final List<FileSystem> drivers = new ArrayList<>();

  @BeforeAll
  static void startHdfs() throws IOException {
    settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
  }

  @AfterAll
  static void stopHdfs() throws IOException {
    for (FileSystem driver : drivers) {
      driver.close();
    }
    cluster.shutdown(true);
  }

  /** A run directory as a driver of its own sees it. */
  private static RunDirectory run(String name) throws IOException {
    FileSystem driver = FileSystem.newInstance(cluster.getURI(), settings);
    drivers.add(driver);
    return new RunDirectory(driver, new Path(name));
  }

  @Test
  void journalIsAddedToBySessionAfterSession() throws IOException {
    for (int session = 1; session <= 3; session++) {
      RunDirectory run = new RunDirectory(cluster.getURI() + "/sessions", settings);
      try (JournaledRun open = JournaledRun.open(run, HEADER, "yarn", session)) {
        assertThat(open.log().sessions()).hasSize(session);
        assertThatThrownBy(() -> RunLock.take(run("/sessions")))
            .isInstanceOf(RunInUseException.class);
        open.journal().sessionEnds(RunStatus.INTERRUPTED);
      }
      assertThat(run.names("")).containsExactly(Journal.FILE);
    }
  }

  @Test
  void driverThatWasTakenOverIsEndedByHdfsItself() throws IOException {
    RunDirectory first = run("/died");
    RunLock lock = RunLock.take(first);
    Journal journal = Journal.open(lock, HEADER);
    journal.sessionStarts("yarn", 1);
    first.replace("lock-1", new LockOwner(LockOwner.self().host(), 1 << 30, 1, 1, "x").text());
    try (JournaledRun second = JournaledRun.open(run("/died"), HEADER, "yarn", 2)) {
      assertThat(second.log().sessions()).extracting(Session::slots).containsExactly(1, 2);
      assertThatThrownBy(() -> journal.sessionEnds(RunStatus.FAILED))
          .isInstanceOf(RunLostException.class)
          .hasMessageContaining("was taken over by another driver (process ");
      journal.close();
      second.journal().sessionEnds(RunStatus.FINISHED);
    }
    assertThat(Journal.read(first).orElseThrow().status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void whatADeadWriterLeftTornIsCutAndItsStreamIsOfNoMoreUse() throws IOException {
    RunDirectory first = run("/torn");
    JournaledRun.open(first, HEADER, "yarn", 1).close();
    FSDataOutputStream dying = first.append(Journal.FILE);
    dying.write("{\"type\":\"end\",\"stat".getBytes(StandardCharsets.UTF_8));
    dying.hsync();
    try (JournaledRun second = JournaledRun.open(run("/torn"), HEADER, "yarn", 2)) {
      assertThat(second.log().sessions()).hasSize(2);
      assertThatThrownBy(
              () -> {
                dying.write("us\":\"failed\"}\n".getBytes(StandardCharsets.UTF_8));
                dying.hsync();
              })
          .isInstanceOf(IOException.class);
      second.journal().sessionEnds(RunStatus.FINISHED);
    }
    assertThat(Journal.read(first).orElseThrow().status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void checkpointsLieThereToo() throws IOException {
    String folder = cluster.getURI() + "/run/" + CheckpointSweep.FOLDER;
    Trial trial = new Trial(7, Stage.SEARCH, Candidate.of(1), 1, 1);
    Checkpoints first = TrialCheckpoints.of(folder, trial, Duration.ZERO);
    Checkpoints copy = TrialCheckpoints.of(folder, trial, Duration.ZERO);
    for (int done = 1; done <= 4; done++) {
      first.keep(new TrainingState(done, 0, List.of(new float[] {done})));
      copy.keep(new TrainingState(done, 0, List.of(new float[] {done})));
    }
    assertThat(Storage.names(folder + "/7"))
        .containsExactly("000000003.checkpoint", "000000004.checkpoint");
    TrainingState newest =
        TrialCheckpoints.of(folder, trial, Duration.ZERO).newest(1).orElseThrow();
    assertThat(newest.done()).isEqualTo(4);
    assertThat(newest.arrays().get(0)).containsExactly(4);
  }

  @Test
  void safeModeEndsTheRunWhichGoesOnAfterwards() throws Exception {
    RunDirectory run = run("/safe");
    try (JournaledRun open = JournaledRun.open(RunLock.take(run, QUICK), HEADER, "yarn", 1)) {
      cluster.getFileSystem().setSafeMode(SafeModeAction.ENTER);
      Thread.sleep(2 * QUICK.stale().toMillis());
      assertThatThrownBy(() -> open.journal().sessionEnds(RunStatus.FINISHED))
          .isInstanceOf(RunLostException.class)
          .hasMessageContaining("/safe cannot be written: ")
          .hasMessageContaining("safe mode");
    }
    assertThatThrownBy(() -> RunLock.take(run("/new")))
        .isInstanceOf(RunLostException.class)
        .hasMessageContaining("safe mode");
    cluster.getFileSystem().setSafeMode(SafeModeAction.LEAVE);
    try (JournaledRun next = JournaledRun.open(run("/later"), HEADER, "yarn", 2)) {
      assertThat(next.log().sessions()).hasSize(1);
    }
    run.delete("lock-1");
    try (JournaledRun next = JournaledRun.open(run("/safe"), HEADER, "yarn", 2)) {
      assertThat(next.log().sessions()).extracting(Session::slots).containsExactly(1, 2);
    }
  }
}
