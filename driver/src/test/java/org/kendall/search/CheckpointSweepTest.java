package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSweepTest {
  @TempDir Path folder;

  @Test
  void whatIsInTheJournalNeedsNoCheckpoint() throws Exception {
    RunDirectory run = new RunDirectory(folder.toString(), new Configuration());
    RunLog whole = SearchTest.run(SearchTest.plan(Rounds.Kind.CLOSED), 2, run);
    RunLog half = whole.before(20);
    for (long number : new long[] {3, 19, 20, 99}) {
      Path checkpoint = folder.resolve("checkpoints/" + number + "/000000001.checkpoint");
      Files.createDirectories(checkpoint.getParent());
      Files.writeString(checkpoint, "a state");
    }

    new CheckpointSweep(run).of(half);

    assertThat(folder.resolve("checkpoints").toFile().list()).containsExactlyInAnyOrder("20", "99");
  }

  @Test
  void whereNoneWereLeftNothingIsDone() throws Exception {
    RunDirectory run = new RunDirectory(folder.resolve("run").toString(), new Configuration());
    RunHeader header = RunHeader.of(SearchTest.plan(Rounds.Kind.CLOSED), "", "test");
    new CheckpointSweep(run).of(new RunLog(header, List.of(), List.of(), List.of()));
    assertThat(folder).isEmptyDirectory();
  }
}
