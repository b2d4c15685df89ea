package io.rookery.predictor;

import java.util.List;
import java.util.Optional;

/**
 * Decides after each observed epoch whether a network trains on.
 *
 * <p>One instance serves one search. Called by the {@link PredictionEngine} from one thread at a
 * time, which it blocks; an exception is a bug and ends the search. Guards (minimum epochs, warm-up
 * networks, audits) are the engine's: a rule is asked only where a stop would be obeyed, but {@link
 * #observe} sees every point.
 */
public interface StoppingRule {

  /** Decides; {@link Decision#CONTINUE} leaves the decision to the next rule. */
  Decision decide(Situation situation);

  /**
   * Sees every point of every network, before {@link #decide}, also where a guard forbids a stop.
   */
  default void observe(Situation situation) {}

  /** A network left training: at its horizon, stopped or paused. Its last situation. */
  default void ended(Situation situation) {}

  /** A network failed: what was observed of it no longer counts. */
  default void failed(Trial trial) {}

  /**
   * Names the paused network that deserves a free slot.
   *
   * @param paused all that are paused, in the order they began
   * @param newcomer whether a network that has not begun could have the slot instead
   * @return its id; empty to leave the slot to the newcomer, or idle where there is none
   */
  default Optional<String> resume(List<Paused> paused, boolean newcomer, SearchState search) {
    return Optional.empty();
  }
}
