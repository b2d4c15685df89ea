package io.rookery.spark.report;

import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known of one candidate.
 *
 * @param candidate what was asked
 * @param epochs every validation of every attempt, in the order of the table
 * @param predictions in the order of the table
 * @param evaluations in the order of the table
 */
record TrialView(
    CandidateRow candidate,
    List<EpochRow> epochs,
    List<PredictionRow> predictions,
    List<EvaluationRow> evaluations) {

  /** Where a candidate stands; in lower case in the page. */
  enum State {
    WAITING,
    RUNNING,
    UNFINISHED,
    MEASURED,
    PREDICTED,
    FAILED
  }

  String id() {
    return candidate.candidateId();
  }

  /** {@code live}: whether the search still runs. */
  State state(boolean live) {
    if (measured().isPresent()) {
      return State.MEASURED;
    }
    Optional<EvaluationRow> last = last();
    if (last.isPresent()) {
      return last.get().outcome() == Outcome.FAILED ? State.FAILED : State.PREDICTED;
    }
    if (!live) {
      return State.UNFINISHED;
    }
    return epochs.isEmpty() ? State.WAITING : State.RUNNING;
  }

  Optional<EvaluationRow> last() {
    return evaluations.isEmpty()
        ? Optional.empty()
        : Optional.of(evaluations.get(evaluations.size() - 1));
  }

  Optional<EvaluationRow> measured() {
    return of(Outcome.MEASURED);
  }

  /** The row of its early end, or newest pause, also if it was measured afterwards. */
  Optional<EvaluationRow> predicted() {
    return of(Outcome.PREDICTED)
        .or(
            () ->
                evaluations.stream()
                    .filter(row -> row.outcome() == Outcome.PAUSED)
                    .reduce((earlier, later) -> later));
  }

  private Optional<EvaluationRow> of(Outcome outcome) {
    return evaluations.stream().filter(row -> row.outcome() == outcome).findFirst();
  }

  /** Whether it is the same network as another, and was not trained. */
  boolean duplicate() {
    return last().map(row -> "duplicate".equals(row.rule())).orElse(false);
  }

  /** One validation an epoch, by the newest attempt that reached it, in the order of epochs. */
  List<EpochRow> curve() {
    Map<Double, EpochRow> byEpoch = new TreeMap<>();
    for (EpochRow row : epochs) {
      byEpoch.merge(row.epoch(), row, (a, b) -> b.attempt() >= a.attempt() ? b : a);
    }
    return List.copyOf(byEpoch.values());
  }

  /** One prediction an epoch, by the newest attempt, in the order of epochs. */
  List<PredictionRow> forecasts() {
    Map<Double, PredictionRow> byEpoch = new TreeMap<>();
    for (PredictionRow row : predictions) {
      byEpoch.merge(row.epoch(), row, (a, b) -> b.attempt() >= a.attempt() ? b : a);
    }
    return List.copyOf(byEpoch.values());
  }

  /** The newest prediction made no later than at this epoch. */
  Optional<PredictionRow> forecastAt(double epoch) {
    return forecasts().stream()
        .filter(row -> row.epoch() <= epoch)
        .reduce((earlier, later) -> later);
  }

  /** Seconds of device time of all its attempts. */
  double seconds() {
    return epochs.stream().mapToDouble(EpochRow::seconds).sum();
  }

  /** Epochs trained by all its attempts. */
  double epochsRun() {
    double total = 0;
    double before = 0;
    int attempt = -1;
    for (EpochRow row : epochs) {
      if (row.attempt() != attempt) {
        attempt = row.attempt();
        before = curveBefore(attempt);
      }
      total += Math.max(0, row.epoch() - before);
      before = row.epoch();
    }
    return total;
  }

  /** Where an attempt began: the newest epoch of attempts before it that lies before its first. */
  private double curveBefore(int attempt) {
    double first =
        epochs.stream()
            .filter(row -> row.attempt() == attempt)
            .mapToDouble(EpochRow::epoch)
            .min()
            .orElse(0);
    return epochs.stream()
        .filter(row -> row.attempt() < attempt && row.epoch() < first)
        .mapToDouble(EpochRow::epoch)
        .max()
        .orElse(0);
  }

  /** Epochs of its full training; 0 where nobody said. */
  double horizon() {
    return last()
        .map(EvaluationRow::epochsBudget)
        .orElseGet(
            () -> predictions.isEmpty() ? 0 : predictions.get(predictions.size() - 1).horizon());
  }
}
