package io.rookery.spark.train;

import io.rookery.spark.data.ImageSet;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One network in training. Owns every native array it made; used and closed by the one thread that
 * trains.
 */
public interface TrainingSession extends AutoCloseable {

  /** Epochs trained so far. */
  double epoch();

  /** Whether the last epoch of the plan is done. */
  boolean complete();

  /**
   * Trains up to the next validation and validates.
   *
   * @param cancelled asked once per mini-batch; true ends the call at once
   * @return empty if cancelled, and then only {@link #close} may follow
   * @throws OutOfMemoryError if the device has no room
   */
  Optional<EpochMetrics> next(BooleanSupplier cancelled);

  /**
   * Writes weights, optimizer state and position, so that the training opened from it goes on bit
   * for bit as this one. Only at the end of an epoch.
   */
  void save(DataOutput out) throws IOException;

  /** Accuracy in percent on a split. */
  double score(ImageSet.Split split);

  @Override
  void close();
}
