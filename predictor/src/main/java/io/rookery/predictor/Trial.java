package io.rookery.predictor;

import java.util.Map;

/**
 * A network in training, as the engine knows it.
 *
 * @param id unique in the search
 * @param horizon the epoch whose fitness is predicted; greater than 0
 * @param scalars numbers known of the architecture before it trains (log parameters, depth, …), by
 *     name; every trial of a search gives the same names
 * @param audited whether it was drawn to be trained to the end whatever the rules say, so that the
 *     predictions can be held against the truth on an unbiased sample
 * @param patience epochs without a lower validation loss after which its own recipe ends it; 0 for
 *     never
 */
public record Trial(
    String id, double horizon, Map<String, Double> scalars, boolean audited, double patience) {

  public Trial {
    if (!(horizon > 0) || Double.isInfinite(horizon)) {
      throw new IllegalArgumentException("horizon must be finite and greater than 0: " + horizon);
    }
    if (!(patience >= 0)) {
      throw new IllegalArgumentException("patience must be 0 or more: " + patience);
    }
    scalars = Map.copyOf(scalars);
  }

  /** One whose recipe does not end it. */
  public Trial(String id, double horizon, Map<String, Double> scalars, boolean audited) {
    this(id, horizon, scalars, audited, 0);
  }
}
