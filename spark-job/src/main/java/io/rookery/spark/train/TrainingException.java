package io.rookery.spark.train;

/**
 * The trainer's engine refused an operation: a fault of this network or of the engine, not of the
 * search.
 */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
