package io.rookery.spark.trial;

import java.io.Serializable;
import java.util.function.Function;

/** How one submission of a training ended. */
public sealed interface TrialEnd extends Serializable {

  /** Trained to its horizon. */
  record Completed() implements TrialEnd {}

  /** Cancelled by the driver. */
  record Cancelled() implements TrialEnd {}

  /** Ended without a result; the message is for the person who reads the table. */
  record Failed(ErrorKind kind, String message) implements TrialEnd {}

  /** Applies the function of the case at hand; a new case breaks every caller's build. */
  default <T> T match(
      Function<Completed, T> onCompleted,
      Function<Cancelled, T> onCancelled,
      Function<Failed, T> onFailed) {
    if (this instanceof Completed c) {
      return onCompleted.apply(c);
    } else if (this instanceof Cancelled c) {
      return onCancelled.apply(c);
    }
    return onFailed.apply((Failed) this);
  }
}
