package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.nas.Evaluation;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.trial.ErrorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says of a search that was interrupted.
 *
 * @param steps what the strategy was asked and told, in that order
 * @param reports of all curves, in the order in which the driver saw them
 * @param finalists ids of those that were chosen to be measured; empty where it had not come to
 *     that
 */
record History(List<Step> steps, List<EpochReport> reports, List<String> finalists) {

  /** One exchange with the strategy. */
  sealed interface Step {
    Instant at();
  }

  /** It gave this candidate. */
  record Asked(Instant at, String candidateId, String genome) implements Step {}

  /** It was told this; {@code failure} is the kind of a failed one, else null. */
  record Told(Instant at, Outcome outcome, Evaluation evaluation, @Nullable ErrorKind failure)
      implements Step {}

  static final History NONE = new History(List.of(), List.of(), List.of());

  static History of(LedgerContents ledger, @Nullable JsonNode status) {
    Map<String, Double> deviations = new HashMap<>();
    for (PredictionRow row : ledger.predictions().rows()) {
      deviations.put(row.candidateId() + "/" + row.epoch(), row.standardDeviation());
    }
    List<Step> steps = new ArrayList<>();
    for (CandidateRow row : ledger.candidates().rows()) {
      steps.add(new Asked(row.askedAt(), row.candidateId(), row.genome()));
    }
    for (EvaluationRow row : ledger.evaluations().rows()) {
      steps.add(told(row, deviations));
    }
    steps.sort(Comparator.comparing(Step::at));
    return new History(
        steps, ledger.epochs().rows().stream().map(History::report).toList(), finalists(status));
  }

  private static Told told(EvaluationRow row, Map<String, Double> deviations) {
    double seconds = row.epochsRun() > 0 ? row.trainSeconds() / row.epochsRun() : 0;
    String id = row.candidateId();
    return switch (row.outcome()) {
      case MEASURED ->
          new Told(
              row.toldAt(),
              row.outcome(),
              new Evaluation.Measured(id, Objects.requireNonNull(row.measuredFitness()), seconds),
              null);
      case PREDICTED, PAUSED ->
          new Told(
              row.toldAt(),
              row.outcome(),
              new Evaluation.Predicted(
                  id,
                  Objects.requireNonNull(row.predictedFitness()),
                  deviations.getOrDefault(id + "/" + row.epochsRun(), Double.POSITIVE_INFINITY),
                  row.epochsRun(),
                  seconds),
              null);
      case FAILED ->
          new Told(
              row.toldAt(),
              row.outcome(),
              new Evaluation.Failed(id, row.errorKind() + ": " + row.error()),
              ErrorKind.named(Objects.requireNonNull(row.errorKind())));
    };
  }

  private static EpochReport report(EpochRow row) {
    return new EpochReport(
        row.candidateId(),
        row.attempt(),
        new EpochMetrics(
            row.epoch(),
            row.fitness(),
            orNaN(row.trainLoss()),
            orNaN(row.trainAccuracy()),
            orNaN(row.validLoss()),
            orNaN(row.learningRate()),
            row.seconds()),
        row.executor(),
        row.device(),
        row.reportedAt().toEpochMilli());
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static List<String> finalists(@Nullable JsonNode status) {
    List<String> finalists = new ArrayList<>();
    if (status != null) {
      status.path("finalists").forEach(id -> finalists.add(id.asText()));
    }
    return finalists;
  }
}
