package io.rookery.spark.ledger;

import java.time.Instant;
import java.util.List;

/** Rows of a made-up search. */
final class Rows {

  static final String SEARCH = "search-1";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");

  private Rows() {}

  static String id(int candidate) {
    return "c%05d".formatted(candidate);
  }

  static CandidateRow candidate(int sequence) {
    List<String> parents = sequence < 2 ? List.of() : List.of(id(sequence - 1), id(sequence - 2));
    return new CandidateRow(
        SEARCH,
        id(sequence),
        sequence,
        parents,
        "regularized-evolution",
        "macro",
        "0-1-1|" + sequence,
        "{\"nodes\":[" + "1,".repeat(sequence % 7) + "0]}",
        1000L + sequence,
        5_000_000_000L,
        -7,
        START.plusMillis(sequence));
  }

  static CandidateRow invalid(int sequence) {
    return new CandidateRow(
        SEARCH,
        id(sequence),
        sequence,
        List.of(),
        "random",
        "macro",
        "0-0-0",
        null,
        null,
        null,
        3,
        START);
  }

  static EpochRow epoch(int candidate, int epoch) {
    return new EpochRow(
        SEARCH,
        id(candidate),
        0,
        epoch,
        90 - 50.0 / epoch,
        1.0 / epoch,
        80.0,
        epoch == 3 ? Double.POSITIVE_INFINITY : 0.5,
        0.025,
        1.25,
        "driver",
        "cpu",
        START.plusMillis(candidate * 100L + epoch));
  }

  static PredictionRow prediction(int candidate, int epoch) {
    return new PredictionRow(
        SEARCH,
        id(candidate),
        0,
        epoch,
        "parametric",
        "pow3",
        List.of(0.5, 0.25 * epoch, -1.0),
        91.5,
        epoch < 3 ? Double.POSITIVE_INFINITY : 0.5,
        90.0,
        93.0,
        25,
        140,
        "continue");
  }

  static EvaluationRow measured(int candidate) {
    return new EvaluationRow(
        SEARCH,
        id(candidate),
        candidate,
        Outcome.MEASURED,
        91.25,
        null,
        20,
        20,
        null,
        null,
        25.5,
        1,
        null,
        null,
        START.plusSeconds(candidate));
  }

  static EvaluationRow predicted(int candidate) {
    return new EvaluationRow(
        SEARCH,
        id(candidate),
        candidate,
        Outcome.PREDICTED,
        null,
        91.5,
        6.5,
        20,
        "prediction-converged",
        "the last 3 predictions differ by 0.4",
        9.5,
        1,
        null,
        null,
        START.plusSeconds(candidate));
  }

  static EvaluationRow failed(int candidate) {
    return new EvaluationRow(
        SEARCH,
        id(candidate),
        candidate,
        Outcome.FAILED,
        null,
        null,
        0,
        20,
        null,
        null,
        0,
        1,
        "invalid-architecture",
        "node 3: no room for a pooling",
        START.plusSeconds(candidate));
  }
}
