package io.rookery.spark.trial;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.function.Function;

/**
 * How one submission of a training ended. Kryo, which a session may serialize with, cannot make
 * records: Java does.
 */
public sealed interface TrialEnd extends Serializable {

  /** Trained to its horizon. */
  @DefaultSerializer(JavaSerializer.class)
  record Completed() implements TrialEnd {}

  /** Cancelled by the driver. */
  @DefaultSerializer(JavaSerializer.class)
  record Cancelled() implements TrialEnd {}

  /** Ended without a result; the message is for the person who reads the table. */
  @DefaultSerializer(JavaSerializer.class)
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
