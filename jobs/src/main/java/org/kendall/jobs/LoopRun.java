package org.kendall.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.kendall.evaluate.TrialFolders;
import org.kendall.search.JournaledRun;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.Search;
import org.kendall.search.SearchPlan;
import org.kendall.search.Watcher;
import org.kendall.spark.Cluster;

/** A search for benchmarks: the real loop, journal and dispatcher, and nothing beside. */
final class LoopRun {
  private LoopRun() {}

  /** Runs a plan to its end. */
  static RunLog of(SearchPlan plan, Cluster cluster, Path directory)
      throws IOException, InterruptedException {
    RunDirectory run = new RunDirectory(directory.toString(), new Configuration());
    RunHeader header = RunHeader.of(plan, "", Kendall.version());
    try (JournaledRun journaled =
            JournaledRun.open(run, header, cluster.master(), cluster.slots());
        Search search =
            new Search(
                plan,
                cluster.dispatcher(plan.problem(), new TrialFolders(directory.toString(), "")),
                journaled,
                new Watcher() {})) {
      search.run();
      return search.log();
    }
  }
}
