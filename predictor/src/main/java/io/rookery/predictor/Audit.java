package io.rookery.predictor;

import java.util.List;
import java.util.Optional;

/**
 * A network of the unbiased sample that was trained to its end: what would have been predicted of
 * it can be held against what came.
 *
 * @param trial the network
 * @param curve all its points, the last at its horizon
 * @param hindsight after each point but the last, what the predictor would now say had it never
 *     learned of this network
 */
public record Audit(Trial trial, LearningCurve curve, List<Optional<Prediction>> hindsight) {

  public Audit {
    hindsight = List.copyOf(hindsight);
  }

  /** The fitness that was measured in the end. */
  public double measured() {
    return curve.last().fitness();
  }
}
