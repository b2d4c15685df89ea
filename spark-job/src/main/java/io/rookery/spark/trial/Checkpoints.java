package io.rookery.spark.trial;

import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Where an executor keeps half-trained networks. */
public interface Checkpoints extends Serializable {

  /**
   * The newest undamaged checkpoint of a candidate, of this epoch or an earlier one; null where
   * there is none.
   */
  @Nullable DataInput latest(String candidateId, double epoch) throws IOException;

  /** Keeps the session's state, atomically: a reader sees the old checkpoint or the new one. */
  void save(String candidateId, TrainingSession session) throws IOException;

  /** Deletes what is kept of a candidate. */
  void forget(String candidateId) throws IOException;
}
