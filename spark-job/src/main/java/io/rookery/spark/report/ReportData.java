package io.rookery.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.CandidateRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that the page of one search shows, as one JSON object. */
final class ReportData {

  private ReportData() {}

  static ObjectNode of(Snapshot snapshot) {
    List<TrialView> trials = Trials.of(snapshot);
    List<TrialView> shown = Sample.of(trials);
    Instant start = start(snapshot);
    int slots = snapshot.search().at("/machine/slots").asInt(0);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("searchId", snapshot.searchId());
    json.put("at", snapshot.at().toEpochMilli()).put("start", start.toEpochMilli());
    json.put("total", trials.size());
    ArrayNode notes = json.putArray("notes");
    notes(snapshot, trials, shown).forEach(notes::add);
    json.set("header", new Header(snapshot, trials, start).json());
    json.set("about", about(snapshot.search()));
    json.set("best", BestSoFar.of(snapshot, start));
    json.set("calibration", Calibration.of(trials));
    json.set("timeline", Timeline.of(trials, shown, start, slots));
    ArchitectureTable architectures = new ArchitectureTable();
    TrialJson writer = new TrialJson(architectures, start, snapshot.running());
    ArrayNode written = json.putArray("trials");
    shown.forEach(trial -> written.add(writer.of(trial)));
    architectures.into(json);
    json.set("settings", settings(snapshot.search().path("configuration")));
    return json;
  }

  /** When the search began; where search.json does not say, when its first row was written. */
  private static Instant start(Snapshot snapshot) {
    try {
      return Instant.parse(snapshot.search().path("startedAt").asText());
    } catch (DateTimeException e) {
      return snapshot.candidates().stream()
          .map(CandidateRow::askedAt)
          .min(Comparator.naturalOrder())
          .orElse(snapshot.at());
    }
  }

  private static List<String> notes(
      Snapshot snapshot, List<TrialView> trials, List<TrialView> shown) {
    List<String> notes = new ArrayList<>(snapshot.notes());
    if (shown.size() < trials.size()) {
      notes.add(
          ("%,d of %,d trials are drawn: the best measured, the Pareto front, some that failed, and"
                  + " evenly chosen others. Counts, epochs, best so far, calibration and how busy the slots were"
                  + " are of all.")
              .formatted(shown.size(), trials.size()));
    }
    int unknown = Trials.unknown(snapshot);
    if (unknown > 0) {
      notes.add(
          "%,d candidates have epochs or outcomes but no row in the table candidates; they are not shown."
              .formatted(unknown));
    }
    if (trials.isEmpty()) {
      notes.add("This search has asked for no candidate yet.");
    } else if (trials.stream().allMatch(trial -> trial.measured().isEmpty())) {
      notes.add("No network has been trained to its end: nothing here is the measured best.");
    }
    if (snapshot.status() == null) {
      notes.add(
          "There is no _STATUS.json: the search still runs, or ended without saying so. Resume it"
              + " with rookery run --resume.");
    }
    return notes;
  }

  private static ObjectNode about(JsonNode search) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    JsonNode configured = search.at("/configuration/rookery");
    json.set("data", search.at("/data/name"));
    json.set("seed", search.path("seed"));
    json.set("space", configured.at("/space/name"));
    json.set("strategy", configured.at("/strategy/name"));
    json.set("predictor", configured.at("/predictor/name"));
    json.set("rules", configured.path("rules"));
    json.set("epochs", configured.at("/training/epochs"));
    json.set("slots", search.at("/machine/slotsReason"));
    json.set("master", search.at("/machine/master"));
    json.set("application", search.at("/machine/applicationId"));
    json.set("rookery", search.at("/versions/rookery"));
    json.set("spark", search.at("/versions/spark"));
    json.set("java", search.at("/versions/java"));
    return json;
  }

  /** Every setting by its full key. */
  private static ObjectNode settings(JsonNode configuration) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    flatten("", configuration, flat);
    return flat;
  }

  private static void flatten(String path, JsonNode value, ObjectNode into) {
    if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (!path.isEmpty()) {
      into.put(path, value.isValueNode() ? value.asText() : value.toString());
    }
  }
}
