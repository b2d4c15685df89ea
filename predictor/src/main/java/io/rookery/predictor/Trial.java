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
 */
public record Trial(String id, double horizon, Map<String, Double> scalars, boolean audited) {

  public Trial {
    if (!(horizon > 0) || Double.isInfinite(horizon)) {
      throw new IllegalArgumentException("horizon must be finite and greater than 0: " + horizon);
    }
    scalars = Map.copyOf(scalars);
  }
}
