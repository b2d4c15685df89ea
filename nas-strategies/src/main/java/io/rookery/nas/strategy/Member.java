package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import java.util.OptionalDouble;

/**
 * A network that was asked for, and what is known of it by now. Its score changes as better
 * evaluations come in, wherever it stands by then.
 */
final class Member<G> {

  /** How much is known; what says more comes later. */
  private enum Known {
    NOTHING,
    FAILURE,
    PREDICTION,
    MEASUREMENT
  }

  private final String id;
  private final long sequence;
  private final G genome;
  private final Costs costs;
  private Known known = Known.NOTHING;
  private double score = Double.NaN;
  private double seconds = Double.NaN;

  Member(Candidate candidate, G genome) {
    this.id = candidate.id();
    this.sequence = candidate.sequence();
    this.genome = genome;
    this.costs = Costs.of(candidate.architecture());
  }

  String id() {
    return id;
  }

  long sequence() {
    return sequence;
  }

  G genome() {
    return genome;
  }

  Costs costs() {
    return costs;
  }

  /** Whether anything was told of it, a failure included. */
  boolean settled() {
    return known != Known.NOTHING;
  }

  /** Whether it has a score that the strategy may use. */
  boolean scored() {
    return !Double.isNaN(score);
  }

  /** Larger is better; NaN where there is none. */
  double score() {
    return score;
  }

  /** Mean training time of an epoch; NaN where unknown. */
  double seconds() {
    return seconds;
  }

  /** Takes in what says at least as much as what is known. */
  void learn(Evaluation evaluation, Scoring scoring) {
    Known told =
        evaluation.match(m -> Known.MEASUREMENT, p -> Known.PREDICTION, f -> Known.FAILURE);
    if (told.compareTo(known) < 0) {
      return;
    }
    known = told;
    seconds =
        evaluation.match(
            Evaluation.Measured::seconds, Evaluation.Predicted::seconds, f -> Double.NaN);
    OptionalDouble now = scoring.of(evaluation);
    score = now.isPresent() ? now.getAsDouble() : Double.NaN;
  }

  @Override
  public String toString() {
    return id + " (" + known + ", score " + score + ")";
  }
}
