package io.rookery.spark.search;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Recipe;
import io.rookery.predictor.Reason;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.trial.ErrorKind;
import io.rookery.spark.trial.TrialOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One candidate on its way through the search. Used by the driver's thread alone. */
final class TrialState {

  final Candidate candidate;
  final long seed;
  final double horizon;

  /** The epoch whose checkpoint of its parent it begins with; 0 where it begins afresh. */
  final double parentEpoch;

  /** Submitted to Spark and not yet ended. */
  boolean inFlight;

  /** Ended early by a decision, and not resumed since. */
  boolean stopped;

  /** Stopped for now by a decision, and not resumed since. */
  boolean paused;

  /** Why it was paused last. */
  Optional<Reason> pausedBy = Optional.empty();

  /** Chosen to go on before it had left the slot in which it was stopped. */
  boolean returning;

  /** The same network as another, and not trained itself. */
  boolean duplicate;

  /** The epoch at which it was ended early for good; infinite where it was not. */
  double endedAt = Double.POSITIVE_INFINITY;

  /** What the strategy was told last. */
  @Nullable Evaluation evaluation;

  /** What that was: a prediction may be of a network that is paused, or of one that has ended. */
  @Nullable Outcome outcome;

  /** Why it has no fitness; null while it may have one. */
  @Nullable ErrorKind failure;

  /** Reports that came after the decision; they count again if the network is resumed. */
  final List<EpochReport> late = new ArrayList<>();

  private double epoch;
  private double fitness;
  private double seconds;
  private int attempts;
  private int submissions;
  private int fruitless;

  /**
   * @param parent whose weights it inherits; null where it begins afresh
   */
  TrialState(Candidate candidate, long seed, double horizon, @Nullable TrialState parent) {
    this.candidate = candidate;
    this.seed = seed;
    this.horizon = horizon;
    this.parentEpoch = parent == null ? 0 : parent.toldAt();
  }

  /**
   * The epoch of what the strategy was told last. Not the newest one: how far a training went on
   * before its cancellation reached it is chance.
   */
  private double toldAt() {
    return evaluation == null
        ? 0
        : evaluation.match(
            measured -> horizon, Evaluation.Predicted::epoch, failed -> Double.valueOf(0));
  }

  /** The next submission of this candidate, continuing from its newest checkpoint. */
  TrialOrder order() {
    TrialOrder order = new TrialOrder(candidate, horizon, seed, epoch, parentEpoch, attempts);
    submissions++;
    fruitless++;
    inFlight = true;
    stopped = false;
    return order;
  }

  /** Counts a report; whether it is the first of its epoch. */
  boolean observe(EpochReport report) {
    seconds += report.metrics().seconds();
    attempts = Math.max(attempts, report.attempt() + 1);
    if (report.metrics().epoch() <= epoch) {
      return false;
    }
    fruitless = 0;
    epoch = report.metrics().epoch();
    fitness = report.metrics().fitness();
    return true;
  }

  /**
   * A submission ended: the next one's attempts have new numbers, also if none of its epochs was
   * reported.
   */
  void ended() {
    inFlight = false;
    attempts = Math.max(attempts, submissions);
  }

  /** Epochs without a lower validation loss after which its own recipe ends it; 0 for never. */
  double recipePatience() {
    return architecture().recipe().map(Recipe::patience).orElse(0);
  }

  /** The strategy was told this. */
  void told(Evaluation news, Outcome what) {
    evaluation = news;
    outcome = what;
    if (what == Outcome.PREDICTED && news instanceof Evaluation.Predicted predicted) {
      endedAt = predicted.epoch();
    }
  }

  /** Whether it has trained beyond what was last told of it, and may go on. */
  boolean undecided() {
    return outcome == null
        || outcome == Outcome.PAUSED
            && evaluation instanceof Evaluation.Predicted predicted
            && predicted.epoch() < epoch;
  }

  /** Whether it would now train, or wait for a slot to begin. */
  boolean training() {
    return !duplicate && !paused && !complete() && (outcome == null || outcome == Outcome.PAUSED);
  }

  String id() {
    return candidate.id();
  }

  Architecture architecture() {
    return Objects.requireNonNull(candidate.architecture());
  }

  /** The newest observed epoch; 0 before the first. */
  double epoch() {
    return epoch;
  }

  /** Fitness at the newest observed epoch. */
  double fitness() {
    return fitness;
  }

  double seconds() {
    return seconds;
  }

  double secondsPerEpoch() {
    return epoch > 0 ? seconds / epoch : 0;
  }

  /**
   * Submissions since its newest epoch. A network whose executor is taken down by another one gets
   * on between two deaths; one that takes its executor down itself does not.
   */
  int fruitless() {
    return fruitless;
  }

  /** Whether it gets no further submission if this one brings no epoch, as those before. */
  boolean isLast(int attempts) {
    return fruitless > 1 && fruitless == attempts;
  }

  int attempts() {
    return attempts;
  }

  /** Epochs of its training that are its own: one that goes on with another's has fewer. */
  double ownEpochs() {
    boolean goesOn = candidate.inheritsFrom() != null && candidate.inheritance() == null;
    return horizon - (goesOn ? Math.floor(Math.min(parentEpoch, horizon - 1)) : 0);
  }

  boolean complete() {
    return epoch >= horizon;
  }

  boolean measured() {
    return evaluation instanceof Evaluation.Measured;
  }
}
