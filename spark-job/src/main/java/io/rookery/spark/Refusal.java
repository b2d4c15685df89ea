package io.rookery.spark;

/** What was asked cannot be done; the message is one line for the person who can mend it. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  private Refusal(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line or the configuration cannot be taken. */
  public static Refusal usage(String message) {
    return new Refusal(ExitCode.USAGE, message);
  }

  /** The machine, the cluster or the data are not fit. */
  public static Refusal preflight(String message) {
    return new Refusal(ExitCode.PREFLIGHT, message);
  }

  /** The output cannot be written. */
  public static Refusal storage(String message) {
    return new Refusal(ExitCode.STORAGE, message);
  }

  /** The exit code of a process that ends for this. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
