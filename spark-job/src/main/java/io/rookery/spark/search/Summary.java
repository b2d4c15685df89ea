package io.rookery.spark.search;

import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A search as a short table for a person: its counts and its best networks, measured ones first.
 */
final class Summary {

  private static final int SHOWN = 5;

  private Summary() {}

  static String of(LedgerContents ledger, String state) {
    Map<String, EvaluationRow> last = new LinkedHashMap<>();
    for (EvaluationRow row : ledger.evaluations().rows()) {
      last.merge(row.candidateId(), row, (old, now) -> now.sequence() > old.sequence() ? now : old);
    }
    StringBuilder text = new StringBuilder();
    text.append("search %s, %s: ".formatted(ledger.searchId(), state));
    text.append(
        "%d candidates, %d measured, %d predicted, %d failed%n"
            .formatted(
                ledger.candidates().rows().size(),
                count(last, Outcome.MEASURED),
                count(last, Outcome.PREDICTED),
                count(last, Outcome.FAILED)));
    Map<String, CandidateRow> candidates = new HashMap<>();
    ledger.candidates().rows().forEach(row -> candidates.put(row.candidateId(), row));
    last.values().stream()
        .filter(row -> row.outcome() != Outcome.FAILED)
        .sorted(Comparator.comparing(EvaluationRow::outcome).thenComparing(Summary::descending))
        .limit(SHOWN)
        .forEach(
            row ->
                text.append(line(row, Objects.requireNonNull(candidates.get(row.candidateId())))));
    return text.append("results in ").append(ledger.folder()).toString();
  }

  private static double descending(EvaluationRow row) {
    return -fitness(row);
  }

  private static double fitness(EvaluationRow row) {
    Double measured = row.measuredFitness();
    return measured != null ? measured : Objects.requireNonNull(row.predictedFitness());
  }

  private static String line(EvaluationRow row, CandidateRow candidate) {
    return "  %-6s  %-9s  %6.2f %%  epoch %4.1f of %4.1f  %,10d parameters%n"
        .formatted(
            row.candidateId(),
            row.outcome().name().toLowerCase(Locale.ROOT),
            fitness(row),
            row.epochsRun(),
            row.epochsBudget(),
            Objects.requireNonNullElse(candidate.parameters(), 0L));
  }

  private static long count(Map<String, EvaluationRow> last, Outcome outcome) {
    return last.values().stream().filter(row -> row.outcome() == outcome).count();
  }
}
