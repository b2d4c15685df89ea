package io.rookery.spark.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * All that a search's folder holds.
 *
 * @param folder the search's
 * @param searchId the search
 * @param search what search.json says
 */
public record LedgerContents(
    Path folder,
    String searchId,
    JsonNode search,
    TableContents<CandidateRow> candidates,
    TableContents<EpochRow> epochs,
    TableContents<PredictionRow> predictions,
    TableContents<EvaluationRow> evaluations) {

  static LedgerContents none(Path folder, String searchId, JsonNode search) {
    return new LedgerContents(
        folder,
        searchId,
        search,
        TableContents.none(),
        TableContents.none(),
        TableContents.none(),
        TableContents.none());
  }

  /** What is wrong with the tables; empty where nothing is. */
  public List<LedgerProblem> problems() {
    return Stream.of(candidates, epochs, predictions, evaluations)
        .flatMap(table -> table.problems().stream())
        .toList();
  }
}
