package org.kendall.jobs;

import picocli.CommandLine.Command;

/** {@code kendall bench}: figures of this machine or cluster, one subcommand each. */
@Command(
    name = "bench",
    subcommands = {
      BenchDispatch.class,
      BenchHistory.class,
      BenchPropose.class,
      BenchProxies.class,
      BenchSample.class,
      BenchScore.class,
      BenchTrainStep.class,
      BenchWorkers.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures how fast parts of Kendall are here.")
final class BenchCommand {}
