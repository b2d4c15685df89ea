package io.rookery.submit;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code rookery}, and the main class of the job jar. */
@Command(
    name = "rookery",
    description = "Searches for neural network architectures on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      ClusterCommand.class,
      DataCommand.class,
      ListCommand.class,
      OptionsCommand.class,
      ReplayCommand.class,
      ReportCommand.class
    })
public final class Rookery {

  private Rookery() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Rookery())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(Rookery::exitCode)
        .setExecutionExceptionHandler(Rookery::explain);
  }

  private static int exitCode(Throwable thrown) {
    if (thrown instanceof Refusal refusal) {
      return refusal.exitCode().code();
    }
    boolean usage = thrown instanceof CommandLine.ParameterException;
    return (usage ? ExitCode.USAGE : ExitCode.UNEXPECTED).code();
  }

  /** A refusal is one line; anything else is a bug, and shows its stack. */
  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (thrown instanceof Refusal) {
      err.println("rookery: " + thrown.getMessage());
    } else {
      err.println("rookery: an unexpected error; please report it with these lines");
      thrown.printStackTrace(err);
    }
    err.flush();
    return exitCode(thrown);
  }
}
