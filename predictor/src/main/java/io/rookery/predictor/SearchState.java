package io.rookery.predictor;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a stopping rule may know of the rest of the search. A live view, valid during the call it is
 * given to.
 */
public interface SearchState {

  /** Scale and direction of the fitness. */
  Metric metric();

  /** Networks that began to train, running and ended ones, failed ones included. */
  int begun();

  /** Networks whose fitness at the horizon was measured. */
  int finished();

  /**
   * The {@code k}-th best measured fitness at the horizon, k from 1; empty while fewer have
   * finished.
   */
  OptionalDouble kthBest(int k);

  /**
   * Fitness of every network of the search observed at {@code epoch}, the asking one included, in
   * no order: of each the newest point at or before that epoch, of those whose curve reaches it.
   */
  double[] fitnessAt(double epoch);

  /**
   * The networks that were trained to the end whatever the rules said: the unbiased sample. Made
   * anew when one more has finished or the predictor has learned.
   */
  List<Audit> audits();
}
