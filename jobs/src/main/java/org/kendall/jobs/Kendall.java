package org.kendall.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Properties;
import org.kendall.data.BadDataException;
import org.kendall.search.BrokenRunException;
import org.kendall.search.RunInUseException;
import org.kendall.search.RunLostException;
import org.kendall.spark.MasterUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "kendall",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Kendall.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SearchCommand.class,
      RankCommand.class,
      CompareCommand.class,
      TabulateCommand.class,
      CheckCommand.class,
      DescribeCommand.class,
      ReportCommand.class,
      BenchCommand.class
    },
    description = "Searches neural network architectures on an Apache Spark cluster.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:bad input: nothing was created or changed",
      "130:interrupted; the same command goes on"
    })
public final class Kendall {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean stackTrace;

  /** Kendall's version, as the build wrote it down. */
  public static String version() {
    Properties build = new Properties();
    try (InputStream in = Kendall.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return build.getProperty("version");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Kendall " + version()};
    }
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to be executed. */
  static CommandLine commandLine() {
    Kendall kendall = new Kendall();
    return new CommandLine(kendall)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((failure, arguments) -> kendall.tell(failure))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> kendall.tell(failure, command.getErr()));
  }

  /** What was asked for is no command, and how it is called. */
  private int tell(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(Plain.message(failure.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      command.usage(err);
    }
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  /** The one place where failures become a message and an exit code. */
  private int tell(Exception failure, PrintWriter err) {
    boolean badInput =
        failure instanceof BadInputException
            || failure instanceof BadDataException
            || failure instanceof RunInUseException;
    boolean expected =
        badInput
            || failure instanceof BrokenRunException
            || failure instanceof RunLostException
            || failure instanceof MasterUnreachableException;
    err.println(Plain.message(expected ? failure.getMessage() : failure.toString()));
    if (stackTrace) {
      failure.printStackTrace(err);
    } else if (!expected) {
      err.println("Maybe run it again with --stacktrace, which shows where it happened.");
    }
    err.flush();
    return badInput ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }
}
