package io.rookery.spark.trial;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;

/**
 * Asked once per mini-batch whether a training must end: because the driver cancelled it, or
 * because the time limit of this epoch is over. Used by the training thread.
 */
final class EpochClock implements BooleanSupplier {

  private final TaskContext task;
  private final Duration limit;
  private long start = System.nanoTime();

  /**
   * @param limit zero for none
   */
  EpochClock(TaskContext task, Duration limit) {
    this.task = task;
    this.limit = limit;
  }

  /** The next epoch begins. */
  void restart() {
    start = System.nanoTime();
  }

  @Override
  public boolean getAsBoolean() {
    return task.isInterrupted() || expired();
  }

  boolean expired() {
    return !limit.isZero() && System.nanoTime() - start > limit.toNanos();
  }
}
