package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Metric;

class RunLockTest {
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", 1, Metric.maximized("accuracy", "%"), 99);
  private static final LockTerms QUICK =
      new LockTerms(Duration.ofMillis(50), Duration.ofMillis(600));
  private static final LockOwner SELF = LockOwner.self();

  @TempDir private Path folder;
  private RunDirectory run;

  @BeforeEach
  void openDirectory() throws IOException {
    run = new RunDirectory(folder.toString(), new Configuration());
  }

  private void lockBy(LockOwner owner) throws IOException {
    Files.writeString(folder.resolve("lock-1"), owner.text());
  }

  private static LockOwner owner(String host, long pid, long processMillis) {
    return new LockOwner(host, pid, processMillis, 1_000_000, "token");
  }

  private List<String> locks() throws IOException {
    return run.names("lock-");
  }

  @Test
  void secondDriverIsRefusedAndTheFirstNamed() throws IOException {
    try (RunLock first = RunLock.take(run)) {
      assertThat(first.directory()).isSameAs(run);
      assertThatThrownBy(() -> RunLock.take(run))
          .isInstanceOf(RunInUseException.class)
          .hasMessageStartingWith("The run directory " + folder + " is in use by another driver: ")
          .hasMessageContaining("process " + SELF.pid() + " on " + SELF.host() + ", since ")
          .hasMessageContaining("\nMaybe wait");
    }
    assertThat(locks()).isEmpty();
    RunLock.take(run).close();
  }

  @Test
  void lockOfAnEndedProcessIsTakenAtOnce() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    lockBy(owner(SELF.host(), ended.pid(), System.currentTimeMillis()));
    try (RunLock lock = RunLock.take(run)) {
      lock.requireHeld();
      assertThat(locks()).containsExactly("lock-2", "lock-2.beat");
    }
  }

  @Test
  void processWithTheSameNumberThatBeganLaterIsAnother() throws IOException {
    lockBy(owner(SELF.host(), SELF.pid(), SELF.processMillis() - 60_000));
    RunLock.take(run).close();
    lockBy(owner(SELF.host(), SELF.pid(), SELF.processMillis() - 1));
    assertThatThrownBy(() -> RunLock.take(run)).isInstanceOf(RunInUseException.class);
  }

  @Test
  void silentDriverElsewhereIsTakenForDeadAfterTheStatedTime() throws IOException {
    lockBy(owner("elsewhere", SELF.pid(), SELF.processMillis()));
    long start = System.nanoTime();
    RunLock.take(run, QUICK).close();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(QUICK.stale().toNanos());
  }

  @Test
  void driverThatDiedLongAgoElsewhereIsNotWaitedFor() throws IOException {
    lockBy(owner("elsewhere", 1, 1));
    assertThat(folder.resolve("lock-1").toFile().setLastModified(1_000_000)).isTrue();
    long start = System.nanoTime();
    RunLock.take(run).close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void driverElsewhereThatGivesASignOfLifeKeepsTheDirectory() throws Exception {
    lockBy(owner("elsewhere", 7, 1));
    LockTerms patient = new LockTerms(Duration.ofMillis(50), Duration.ofSeconds(60));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<RunLock> second = thread.submit(() -> RunLock.take(run, patient));
    Thread.sleep(300);
    Files.writeString(folder.resolve("lock-1.beat"), "1");
    assertThatThrownBy(second::get)
        .hasCauseInstanceOf(RunInUseException.class)
        .hasMessageContaining("process 7 on elsewhere, since 1970-01-01");
    thread.shutdown();
    assertThat(locks()).containsExactly("lock-1", "lock-1.beat");
  }

  @Test
  void halfWrittenLockIsTakenOverInTheEnd() throws IOException {
    Files.writeString(folder.resolve("lock-1"), "");
    RunLock.take(run, QUICK).close();
    assertThat(locks()).isEmpty();
  }

  @RepeatedTest(20)
  void ofManyThatTakeOverOneWins() throws Exception {
    lockBy(owner(SELF.host(), SELF.pid(), 1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<RunLock>> rivals =
        IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> RunLock.take(run))).toList();
    threads.shutdown();
    List<RunLock> winners = rivals.stream().flatMap(RunLockTest::won).toList();
    assertThat(winners).hasSize(1);
    winners.get(0).requireHeld();
    winners.get(0).close();
  }

  /** A list of files misses one lock that is deleted and another that is created meanwhile. */
  @Test
  void lockThatAListOfFilesHasMissedIsNoticed() throws IOException {
    AtomicInteger lists = new AtomicInteger();
    FilterFileSystem disk =
        new FilterFileSystem(new RawLocalFileSystem()) {
          @Override
          public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            return lists.incrementAndGet() == 1 ? new FileStatus[0] : super.listStatus(path);
          }
        };
    disk.initialize(URI.create("file:///"), new Configuration());
    String living = LockOwner.self().text();
    Files.writeString(folder.resolve("lock-2"), living);
    RunDirectory missing = new RunDirectory(disk, new org.apache.hadoop.fs.Path(folder.toString()));
    assertThatThrownBy(() -> RunLock.take(missing)).isInstanceOf(RunInUseException.class);
    assertThat(locks()).containsExactly("lock-2");
    assertThat(folder.resolve("lock-2")).hasContent(living);
  }

  private static Stream<RunLock> won(Future<RunLock> rival) {
    try {
      return Stream.of(rival.get());
    } catch (Exception e) {
      assertThat(e).hasCauseInstanceOf(RunInUseException.class);
      return Stream.empty();
    }
  }

  @Test
  void livingDriverThatWasTakenOverWritesNothingMore() throws IOException {
    RunLock first = RunLock.take(run, QUICK);
    Journal journal = Journal.open(first, HEADER);
    lockBy(owner("elsewhere", 7, 1)); // so that its process is not looked for here
    try (JournaledRun second = JournaledRun.open(RunLock.take(run, QUICK), HEADER, "local", 2)) {
      byte[] before = Files.readAllBytes(folder.resolve(Journal.FILE));
      assertThatThrownBy(() -> journal.sessionStarts("late", 1))
          .isInstanceOf(RunLostException.class)
          .hasMessageContaining("was taken over by another driver (process " + SELF.pid())
          .hasMessageContaining("as this one had given no sign of life.\nThis one stops");
      assertThat(folder.resolve(Journal.FILE)).hasBinaryContent(before);
      journal.close();
      second.journal().sessionEnds(RunStatus.FINISHED);
    }
    assertThat(Journal.read(run).orElseThrow().sessions()).hasSize(1);
    assertThatThrownBy(first::requireHeld)
        .isInstanceOf(RunLostException.class)
        .hasMessageContaining("which has ended meanwhile");
  }

  @Test
  void livingDriverShowsItEveryNowAndThen() throws Exception {
    try (RunLock lock = RunLock.take(run, QUICK)) {
      String first = Files.readString(folder.resolve("lock-1.beat"));
      Thread.sleep(1000);
      lock.requireHeld();
      assertThat(Files.readString(folder.resolve("lock-1.beat"))).isNotEqualTo(first);
    }
  }
}
