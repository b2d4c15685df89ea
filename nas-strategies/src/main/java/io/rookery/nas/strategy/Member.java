package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * A network that was asked for, and what is known of it by now. Its score changes as better
 * evaluations come in, wherever it stands by then.
 *
 * @param <G> the space's genome
 */
public final class Member<G> {

  /** The better score first; of equal ones the older network. For members that have a score. */
  static final Comparator<Member<?>> BEST_FIRST =
      Comparator.<Member<?>>comparingDouble(Member::score)
          .reversed()
          .thenComparingInt(Member::sequence);

  /** How much is known; what says more comes later. */
  private enum Known {
    NOTHING,
    FAILURE,
    PREDICTION,
    MEASUREMENT
  }

  private final int sequence;
  private final G genome;
  private final double budget;
  private final Costs costs;
  private Known known = Known.NOTHING;
  private double score = Double.NaN;
  private double seconds = Double.NaN;

  Member(Candidate candidate, G genome) {
    this.sequence = Math.toIntExact(candidate.sequence());
    this.genome = genome;
    this.budget = candidate.budget();
    this.costs = Costs.of(candidate.architecture());
  }

  /** As in its candidate. */
  public String id() {
    return CandidateIds.of(sequence);
  }

  /** 0 for the first that was asked for. */
  public int sequence() {
    return sequence;
  }

  /** What it was decoded from. */
  public G genome() {
    return genome;
  }

  /** Training it was asked for, as a multiple of the search's epochs. */
  public double budget() {
    return budget;
  }

  /** Of its network; zeros where it is none. */
  public Costs costs() {
    return costs;
  }

  /** Whether anything was told of it, a failure included. */
  public boolean settled() {
    return known != Known.NOTHING;
  }

  /** Whether it has a score that the strategy may use; once it has, it always will. */
  public boolean scored() {
    return !Double.isNaN(score);
  }

  /** Larger is better; NaN where there is none. */
  public double score() {
    return score;
  }

  /** Mean training time of an epoch; NaN where unknown. */
  public double seconds() {
    return seconds;
  }

  /** Whether its score is larger, or equal and it was asked for earlier. Both have one. */
  public boolean betterThan(Member<G> other) {
    return BEST_FIRST.compare(this, other) < 0;
  }

  /** Takes in what says at least as much as what is known. */
  void learn(Evaluation evaluation, Scoring scoring) {
    Known told =
        evaluation.match(m -> Known.MEASUREMENT, p -> Known.PREDICTION, f -> Known.FAILURE);
    if (told.compareTo(known) < 0) {
      return;
    }
    known = told;
    OptionalDouble now = scoring.of(evaluation);
    if (now.isPresent()) {
      score = now.getAsDouble();
      seconds =
          evaluation.match(
              Evaluation.Measured::seconds, Evaluation.Predicted::seconds, f -> seconds);
    }
  }

  @Override
  public String toString() {
    return id() + " (" + known + ", score " + score + ")";
  }
}
