package io.rookery.predictor;

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

  /** A network left training: at its horizon, stopped, paused or failed. Its last situation. */
  default void ended(Situation situation) {}
}
