package io.rookery.spark.report;

import static java.util.stream.Collectors.groupingBy;

import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.PredictionRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rows of four tables, put together by candidate. */
final class Trials {

  private Trials() {}

  /** One view a candidate, in the order in which they were asked for. */
  static List<TrialView> of(Snapshot snapshot) {
    Map<String, List<EpochRow>> epochs =
        snapshot.epochs().stream().collect(groupingBy(EpochRow::candidateId));
    Map<String, List<PredictionRow>> predictions =
        snapshot.predictions().stream().collect(groupingBy(PredictionRow::candidateId));
    Map<String, List<EvaluationRow>> evaluations =
        snapshot.evaluations().stream().collect(groupingBy(EvaluationRow::candidateId));
    return snapshot.candidates().stream()
        .map(
            candidate ->
                new TrialView(
                    candidate,
                    epochs.getOrDefault(candidate.candidateId(), List.of()),
                    predictions.getOrDefault(candidate.candidateId(), List.of()),
                    evaluations.getOrDefault(candidate.candidateId(), List.of())))
        .toList();
  }

  /** Candidates that other tables speak of, but that are in no readable file. */
  static int unknown(Snapshot snapshot) {
    Set<String> ids = new HashSet<>();
    Stream.concat(
            snapshot.epochs().stream().map(EpochRow::candidateId),
            snapshot.evaluations().stream().map(EvaluationRow::candidateId))
        .forEach(ids::add);
    snapshot.candidates().forEach(row -> ids.remove(row.candidateId()));
    return ids.size();
  }
}
