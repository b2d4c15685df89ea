package io.rookery.spark;

/** How a search, and the process that ran it, ended. */
public enum ExitCode {
  /** Ended by its own rules. */
  DONE(0),
  /** A bug, or something nobody foresaw. */
  UNEXPECTED(1),
  /** The command line or the configuration cannot be taken. */
  USAGE(2),
  /** The machine, the cluster or the data are not fit for the search; nothing was started. */
  PREFLIGHT(3),
  /** No candidate could be trained. */
  NO_TRIAL_SUCCEEDED(4),
  /** The output could not be written any more. */
  STORAGE(5),
  /** Stopped by a person; can be resumed. */
  STOPPED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }
}
