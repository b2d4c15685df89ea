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
      DoctorCommand.class,
      StatusCommand.class,
      StopCommand.class,
      BenchmarkCommand.class,
      ClusterCommand.class,
      DataCommand.class,
      ExportCommand.class,
      ListCommand.class,
      OptionsCommand.class,
      ReplayCommand.class,
      ReportCommand.class,
      SampleCommand.class,
      TrainCommand.class,
      TrainPredictorCommand.class,
      AnalyzeCommand.class,
      UiCommand.class
    })
public final class Rookery {

  private Rookery() {}

  /** Set where the process is one that others use too, and must not be ended from within. */
  private static final String SHARED_PROCESS = "DATABRICKS_RUNTIME_VERSION";

  /**
   * Runs a command and ends the process with its exit code; on Databricks, where the process is not
   * ours, any code but 0 is an exception.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    // Java 22 to 24 would call a file a console, and it would be filled with refreshed lines.
    System.setProperty("jdk.console", "java.base");
    int code = commandLine().execute(arguments);
    if (System.getenv(SHARED_PROCESS) == null) {
      System.exit(code);
    } else if (code != ExitCode.DONE.code()) {
      throw new IllegalStateException("rookery ended with the exit code " + code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Rookery())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(Rookery::exitCode)
        .setExecutionExceptionHandler(Rookery::explain);
  }

  private static int exitCode(Throwable thrown) {
    if (thrown instanceof Refusal refusal) {
      return Relaunch.exitCode(refusal.exitCode());
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
