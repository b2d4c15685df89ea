package io.rookery.spark.trial;

/** Why a candidate has no fitness, and whether another try may help. */
public enum ErrorKind {
  /** The genome is no network that can be trained. */
  INVALID_ARCHITECTURE(false),
  /** The loss is no longer finite. */
  DIVERGED(false),
  /** No room on the device or in the executor. */
  OUT_OF_MEMORY(false),
  /** The deep-learning engine refused. */
  NATIVE_ERROR(false),
  /** An exception in the training. */
  EXCEPTION(false),
  /** An epoch took longer than it may. */
  TIMEOUT(false),
  /** Its checkpoint could not be written or read: of all failures the one that ends the search. */
  STORAGE(true),
  /** The executor went away, with or without this candidate's doing. */
  EXECUTOR_LOST(true);

  private final boolean retried;

  ErrorKind(boolean retried) {
    this.retried = retried;
  }

  /** Whether the training is submitted again, from its last checkpoint, while attempts are left. */
  public boolean retried() {
    return retried;
  }

  /** The kind of this name in tables. */
  public static ErrorKind named(String name) {
    return valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }

  /** The name in tables: lower case with hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
