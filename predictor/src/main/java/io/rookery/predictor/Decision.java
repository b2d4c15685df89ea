package io.rookery.predictor;

import java.util.Optional;
import java.util.function.Function;

/** What shall become of a network after an observed epoch. */
public sealed interface Decision {

  /** Train on. */
  record Continue() implements Decision {}

  /** End the training: the prediction is good enough to stand in for the measurement. */
  record Converged(Prediction prediction, Reason reason) implements Decision {}

  /** End the training: it is not worth more epochs. */
  record Abandon(Optional<Prediction> prediction, Reason reason) implements Decision {}

  /** Free the slot, keep the checkpoint: {@link PredictionEngine#next} may resume it. */
  record Pause(Optional<Prediction> prediction, Reason reason) implements Decision {}

  /** The one {@link Continue}. */
  Decision CONTINUE = new Continue();

  /** Applies the function of the case at hand; a new case breaks every caller's build. */
  default <T> T match(
      Function<Continue, T> onContinue,
      Function<Converged, T> onConverged,
      Function<Abandon, T> onAbandon,
      Function<Pause, T> onPause) {
    if (this instanceof Continue c) {
      return onContinue.apply(c);
    } else if (this instanceof Converged c) {
      return onConverged.apply(c);
    } else if (this instanceof Abandon a) {
      return onAbandon.apply(a);
    }
    return onPause.apply((Pause) this);
  }

  /** Why, where the training does not go on. */
  default Optional<Reason> why() {
    return match(
        c -> Optional.empty(),
        c -> Optional.of(c.reason()),
        a -> Optional.of(a.reason()),
        p -> Optional.of(p.reason()));
  }

  /** Whether the network trains on. */
  default boolean goesOn() {
    return this instanceof Continue;
  }
}
