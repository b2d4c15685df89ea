package io.rookery.spark.search;

import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Reason;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.trial.ErrorKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells the strategy what became of a network, and of the candidates that are the same network, and
 * has it written down. Used by the driver's thread alone.
 */
final class Teller {

  private final SearchStrategy strategy;
  private final Chronicle chronicle;
  private final Map<String, List<TrialState>> duplicates = new HashMap<>();

  Teller(SearchStrategy strategy, Chronicle chronicle) {
    this.strategy = strategy;
    this.chronicle = chronicle;
  }

  /** {@code duplicate} is the same network as {@code first}, and is told the same. */
  void same(TrialState first, TrialState duplicate) {
    duplicate.duplicate = true;
    duplicates.computeIfAbsent(first.id(), id -> new ArrayList<>()).add(duplicate);
    if (first.evaluation != null) {
      tellDuplicate(first, duplicate);
    }
  }

  /** It was measured, ended early or paused. */
  void tell(TrialState trial, Evaluation evaluation, Outcome outcome, Optional<Reason> why) {
    trial.told(evaluation, outcome);
    strategy.tell(evaluation);
    chronicle.evaluated(trial, evaluation, outcome, why);
    for (TrialState duplicate : duplicates.getOrDefault(trial.id(), List.of())) {
      if (outcome != Outcome.PAUSED || duplicate.evaluation == null) {
        tellDuplicate(trial, duplicate);
      }
    }
  }

  /** It has no fitness. */
  void fail(TrialState trial, ErrorKind kind, String message) {
    Evaluation.Failed failed = new Evaluation.Failed(trial.id(), kind + ": " + message);
    trial.told(failed, Outcome.FAILED);
    trial.failure = kind;
    strategy.tell(failed);
    chronicle.failed(trial, kind, message);
    duplicates
        .getOrDefault(trial.id(), List.of())
        .forEach(duplicate -> tellDuplicate(trial, duplicate));
  }

  /** Tells the duplicates of a network what an interrupted search died before telling them. */
  void tellMissed(TrialState trial) {
    for (TrialState duplicate : duplicates.getOrDefault(trial.id(), List.of())) {
      if (trial.evaluation != null && duplicate.outcome != trial.outcome) {
        tellDuplicate(trial, duplicate);
      }
    }
  }

  private void tellDuplicate(TrialState first, TrialState duplicate) {
    if (first.failure != null) {
      fail(duplicate, first.failure, "the same network as " + first.id());
      return;
    }
    Evaluation evaluation = Verdicts.of(duplicate.id(), Objects.requireNonNull(first.evaluation));
    Outcome outcome = Objects.requireNonNull(first.outcome);
    duplicate.told(evaluation, outcome);
    strategy.tell(evaluation);
    chronicle.duplicated(duplicate, evaluation, outcome, first.id());
  }

  /** Tells what an interrupted search told, but for what asking again has told already. */
  void tellAgain(TrialState trial, History.Told told) {
    boolean known =
        trial.outcome == told.outcome() && (trial.duplicate || told.outcome() != Outcome.PAUSED);
    trial.told(told.evaluation(), told.outcome());
    trial.failure = told.failure();
    trial.stopped = told.outcome().isPrediction();
    if (!known) {
      strategy.tell(told.evaluation());
      chronicle.restored(trial, told, !trial.duplicate);
    }
  }
}
