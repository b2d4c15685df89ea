package io.rookery.spark.track;

import io.rookery.spark.ExitCode;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.search.SearchEnd;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a search of three networks writes down: measured, predicted, failed. */
final class SomeRows {

  static final String SEARCH = "20260102-030405-abcd";
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private SomeRows() {}

  static List<LedgerRow> all() {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = "c000" + i;
      rows.add(
          new CandidateRow(
              SEARCH,
              id,
              i,
              List.of(),
              "random",
              "nsga-net-macro",
              "10-" + i,
              null,
              10L + i,
              20L,
              i,
              AT));
      for (int epoch = 1; epoch <= 3; epoch++) {
        double fitness = 50 + 10 * i + epoch;
        rows.add(
            new EpochRow(
                SEARCH,
                id,
                0,
                epoch,
                fitness,
                1.0 / epoch,
                fitness,
                Double.POSITIVE_INFINITY,
                0.1,
                2.5,
                "0",
                "cpu",
                AT.plusSeconds(epoch)));
        rows.add(
            new PredictionRow(
                SEARCH,
                id,
                0,
                epoch,
                "penguin",
                "exp3",
                List.of(),
                fitness + 5,
                2,
                fitness,
                99,
                12,
                100,
                "continue"));
      }
    }
    rows.add(end("c0000", 0, Outcome.MEASURED, 53.0, null, null));
    rows.add(end("c0001", 1, Outcome.PREDICTED, null, 68.0, null));
    rows.add(end("c0002", 2, Outcome.FAILED, null, null, "no room"));
    return rows;
  }

  /** Of three trials that are done, of twelve epochs each. */
  static SearchStatus counts(double epochsRun) {
    return new SearchStatus(
        3,
        3,
        0,
        1,
        1,
        1,
        53.0,
        "c0000",
        epochsRun,
        36,
        36 - epochsRun,
        Duration.ofSeconds(9),
        null);
  }

  static SearchResult result(SearchStatus last) {
    Slots slots = new Slots(2, 2, true, "2 slots");
    SearchEnd end = SearchEnd.CANDIDATES_DONE;
    return new SearchResult(SEARCH, "file:/a", end, last, slots, null, ExitCode.DONE);
  }

  private static EvaluationRow end(
      String id, int sequence, Outcome outcome, Double measured, Double predicted, String error) {
    return new EvaluationRow(
        SEARCH,
        id,
        sequence,
        outcome,
        measured,
        predicted,
        3,
        12,
        predicted == null ? null : "prediction-converged",
        predicted == null ? null : "it has settled",
        7.5,
        1,
        error == null ? null : "out-of-memory",
        error,
        AT.plusSeconds(10));
  }
}
