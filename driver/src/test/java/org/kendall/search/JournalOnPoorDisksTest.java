package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Metric;

class JournalOnPoorDisksTest {
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", 1, Metric.maximized("accuracy", "%"), 99);

  @TempDir private Path folder;

  /** Opens a journal, adds two records, and tells how many were acknowledged before it failed. */
  private static int recordsUntilFull(PoorDisk disk, RunDirectory run) throws IOException {
    int records = 0;
    RunLock lock = RunLock.take(run);
    try (Journal journal = Journal.open(lock, HEADER)) {
      records++;
      try {
        journal.sessionStarts("local[2]", 2);
        records++;
        journal.sessionEnds(RunStatus.INTERRUPTED);
        records++;
      } catch (RunLostException e) {
        disk.leave(Long.MAX_VALUE);
        assertThatThrownBy(() -> journal.sessionEnds(RunStatus.FAILED)).isSameAs(e);
      }
    } catch (RunLostException e) {
      lock.close();
    }
    return records;
  }

  @Test
  void whatDoesNotFitIsNotBegun() throws IOException {
    PoorDisk disk = new PoorDisk();
    RunDirectory run = disk.directory(folder);
    disk.leave(2_500_000);
    run.requireSpace(2_500_000);
    assertThatThrownBy(() -> run.requireSpace(2_600_000))
        .isInstanceOf(RunLostException.class)
        .hasMessageStartingWith(
            "The run directory %s has room for 2.5 MB, and at least 2.6 MB are to be written"
                .formatted(folder));
  }

  @Test
  void diskThatIsFullAtAnyByteLosesNothingThatCounted() throws IOException {
    PoorDisk disk = new PoorDisk();
    for (int bytes = 0; bytes < 400; bytes += 9) {
      RunDirectory run = disk.directory(folder.resolve("run" + bytes));
      disk.leave(bytes);
      int records = recordsUntilFull(disk, run);
      disk.leave(Long.MAX_VALUE);
      assertThat(run.readBytes(Journal.FILE).orElseThrow()).hasSizeLessThanOrEqualTo(bytes);
      try (JournaledRun next = JournaledRun.open(run, HEADER, "local[2]", 2)) {
        assertThat(next.log().sessions()).hasSize(records > 1 ? 2 : 1);
      }
      RunStatus ended = records > 2 ? RunStatus.INTERRUPTED : RunStatus.RUNNING;
      RunLog log = Journal.read(run).orElseThrow();
      assertThat(log.sessions().get(0).status()).isEqualTo(ended);
    }
  }

  /** Linux has a file that is always full. */
  @Test
  void fullLocalDiskIsToldThoughHadoopThrowsAnError() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    RunDirectory devices = new RunDirectory("/dev", new Configuration());
    try (GrowingFile full = GrowingFile.open(devices, "full", 0)) {
      assertThatThrownBy(() -> full.add(new byte[] {'{', '}', '\n'}))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  @Test
  void directoryThatCannotBeWrittenIsNamedAndNothingIsLeftThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no directory");
    RunDirectory run = new RunDirectory(file.resolve("run").toString(), new Configuration());
    assertThatThrownBy(() -> RunLock.take(run))
        .isInstanceOf(RunLostException.class)
        .hasMessageStartingWith("The run directory " + file + "/run cannot be written: ");
  }

  /** As object stores are: a file that was closed stays as it is. Some claim otherwise. */
  private static final class NoAppend extends FilterFileSystem {
    private final boolean claims;

    NoAppend(boolean claims) throws IOException {
      super(new RawLocalFileSystem());
      this.claims = claims;
      initialize(URI.create("file:///"), new Configuration());
    }

    @Override
    public FSDataOutputStream append(
        org.apache.hadoop.fs.Path path, int buffer, Progressable progress) {
      throw new UnsupportedOperationException("append");
    }

    @Override
    public boolean truncate(org.apache.hadoop.fs.Path path, long length) {
      throw new UnsupportedOperationException("truncate");
    }

    @Override
    public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) {
      return claims;
    }
  }

  private RunDirectory withoutAppend() throws IOException {
    return on(new NoAppend(false));
  }

  private RunDirectory on(NoAppend files) {
    return new RunDirectory(files, new org.apache.hadoop.fs.Path(folder.toString()));
  }

  @Test
  void fileSystemThatCannotAppendGetsSegmentsThatAreReadInOrder() throws IOException {
    for (int session = 1; session <= 2; session++) {
      try (JournaledRun run = JournaledRun.open(withoutAppend(), HEADER, "local", session)) {
        assertThat(run.log().sessions()).hasSize(session);
        run.journal().sessionEnds(RunStatus.INTERRUPTED);
      }
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "journal-000001.jsonl",
            "journal-000002.jsonl",
            "journal-000003.jsonl",
            "journal-000004.jsonl",
            "journal-000005.jsonl");
    RunLog log = Journal.read(withoutAppend()).orElseThrow();
    assertThat(log.sessions()).extracting(Session::slots).containsExactly(1, 2);
    assertThat(log.status()).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void tornSegmentIsPassedOverAndAMissingOneIsNamed() throws IOException {
    JournaledRun.open(withoutAppend(), HEADER, "local", 1).close();
    Path torn = folder.resolve("journal-000002.jsonl");
    Files.writeString(torn, Files.readString(torn).substring(0, 20));
    JournaledRun.open(withoutAppend(), HEADER, "local", 2).close();
    RunLog log = Journal.read(withoutAppend()).orElseThrow();
    assertThat(log.sessions()).extracting(Session::slots).containsExactly(2);
    Files.delete(torn);
    assertThatThrownBy(() -> Journal.read(withoutAppend()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("journal-000002.jsonl in " + folder + " is missing");
  }

  @Test
  void journalThatCannotBeAddedToAnyLongerGoesOnInSegments() throws IOException {
    RunDirectory before = new RunDirectory(folder.toString(), new Configuration());
    JournaledRun.open(before, HEADER, "local", 1).close();
    Path file = folder.resolve(Journal.FILE);
    Files.writeString(file, Files.readString(file) + "{\"type\":\"en");
    JournaledRun.open(on(new NoAppend(true)), HEADER, "local", 2).close();
    JournaledRun.open(before, HEADER, "local", 3).close();
    RunLog log = Journal.read(before).orElseThrow();
    assertThat(log.sessions()).extracting(Session::slots).containsExactly(1, 2, 3);
  }
}
