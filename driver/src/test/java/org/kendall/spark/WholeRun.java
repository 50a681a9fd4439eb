package org.kendall.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.TrialFolders;
import org.kendall.search.JournaledRun;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.Search;
import org.kendall.search.SearchPlan;
import org.kendall.search.Watcher;

/** A search from beginning to end on a cluster of its own, and what it tried. */
final class WholeRun {
  private WholeRun() {}

  static RunLog of(SearchPlan plan, Path directory) throws IOException, InterruptedException {
    RunDirectory run = new RunDirectory(directory.toString(), new Configuration());
    RunHeader header = RunHeader.of(plan, "", "test");
    try (Cluster cluster = Cluster.open("test", plan.problem());
        JournaledRun journaled = JournaledRun.open(run, header, cluster.master(), cluster.slots());
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

  /** Each trial with its outcome, by number. */
  static List<String> history(RunLog log) {
    return log.evaluations().stream()
        .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
        .map(e -> e.trial() + (e instanceof Evaluation.Measured m ? m.metrics() + "" : "failed"))
        .toList();
  }
}
