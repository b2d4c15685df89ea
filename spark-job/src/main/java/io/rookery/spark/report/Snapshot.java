package io.rookery.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerProblem;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.PredictionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A search at one moment, as its page shows it.
 *
 * @param searchId the search
 * @param search what search.json says
 * @param status what _STATUS.json says; null where there is none yet
 * @param candidates the table's rows; architectures only of those that a page draws
 * @param epochs the table's rows
 * @param predictions the table's rows
 * @param evaluations the table's rows
 * @param notes what is missing or damaged, a sentence each
 * @param at when this was so
 */
public record Snapshot(
    String searchId,
    JsonNode search,
    @Nullable JsonNode status,
    List<CandidateRow> candidates,
    List<EpochRow> epochs,
    List<PredictionRow> predictions,
    List<EvaluationRow> evaluations,
    List<String> notes,
    Instant at) {

  public Snapshot {
    candidates = List.copyOf(candidates);
    epochs = List.copyOf(epochs);
    predictions = List.copyOf(predictions);
    evaluations = List.copyOf(evaluations);
    notes = List.copyOf(notes);
  }

  /**
   * A search's folder as it is now; damaged files become notes.
   *
   * @throws LedgerException if the folder holds no search, or cannot be read
   */
  public static Snapshot read(Configuration conf, Path folder) throws LedgerException {
    List<String> notes = new ArrayList<>();
    LedgerContents ledger = LedgerReader.outline(conf, folder);
    JsonNode status = status(conf, folder, notes);
    int format = ledger.search().path("format").asInt(Ledger.FORMAT);
    if (format > Ledger.FORMAT) {
      notes.add(
          ("This search was written in format %d by Rookery %s; this version knows format %d. What"
                  + " it does not know is not shown.")
              .formatted(
                  format,
                  ledger.search().path("versions").path("rookery").asText("of a newer version"),
                  Ledger.FORMAT));
    }
    ledger.problems().stream().map(LedgerProblem::message).forEach(notes::add);
    Snapshot outline =
        new Snapshot(
            ledger.searchId(),
            ledger.search(),
            status,
            ledger.candidates().rows(),
            ledger.epochs().rows(),
            ledger.predictions().rows(),
            ledger.evaluations().rows(),
            notes,
            Instant.now());
    Set<String> drawn =
        Sample.of(Trials.of(outline)).stream().map(TrialView::id).collect(Collectors.toSet());
    return outline.with(LedgerReader.architectures(conf, ledger, drawn));
  }

  private Snapshot with(Map<String, String> architectures) {
    List<CandidateRow> rows =
        candidates.stream()
            .map(row -> row.withArchitecture(architectures.get(row.candidateId())))
            .toList();
    return new Snapshot(
        searchId, search, status, rows, epochs, predictions, evaluations, notes, at);
  }

  private static @Nullable JsonNode status(Configuration conf, Path folder, List<String> notes) {
    try {
      return LedgerReader.status(conf, folder);
    } catch (LedgerException e) {
      notes.add("How the search ended is not known: " + e.getMessage());
      return null;
    }
  }

  /** Whether nothing says that the search has ended. */
  public boolean running() {
    return status == null || status.path("state").asText("running").equals("running");
  }
}
