package io.rookery.spark.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search as runs of MLflow. Metrics are sent together, at most {@value #MOST} in a call, which is
 * the server's own limit. A resumed search goes on with the runs that it began. One thread.
 */
final class MlflowRuns {

  /** Most metrics in one log-batch: mlflow.org/docs, "Log Batch". */
  static final int MOST = 1000;

  private static final int PARAM = 250;
  private static final int TAG = 4000;
  private static final String SEARCH = "rookery.search";
  private static final String TRIAL = "rookery.trial";

  private final MlflowClient client;
  private final String experiment;
  private final double validateEvery;
  private final Map<String, String> params;
  private final MlflowFiles files;
  private final Map<String, CandidateRow> candidates = new HashMap<>();
  private final Map<String, String> children = new HashMap<>();
  private final Map<String, ArrayNode> metrics = new LinkedHashMap<>();
  private String experimentId = "";
  private String searchId = "";
  private String parent = "";
  private int unsent;
  private int done = -1;

  /**
   * The runs of one search.
   *
   * @param validateEvery epochs from one validation to the next; MLflow's steps count validations
   * @param params of the search, for its run
   */
  MlflowRuns(
      MlflowClient client,
      String experiment,
      double validateEvery,
      Map<String, String> params,
      MlflowFiles files) {
    this.client = client;
    this.experiment = experiment;
    this.validateEvery = validateEvery;
    this.params = params;
    this.files = files;
  }

  void begin(String search, String output) throws IOException, InterruptedException {
    searchId = search;
    files.in(output);
    experimentId = client.experiment(experiment);
    ObjectNode wanted = MlflowClient.object().put("max_results", 10_000);
    wanted.putArray("experiment_ids").add(experimentId);
    wanted.put("filter", "tags.`%s` = '%s'".formatted(SEARCH, search));
    for (JsonNode run : client.post("runs/search", wanted).path("runs")) {
      String trial = tag(run, TRIAL);
      String id = run.at("/info/run_id").asText();
      if (trial.isEmpty()) {
        parent = id;
        files.root(run.at("/info/artifact_uri").asText());
      } else {
        children.put(trial, id);
      }
    }
    if (parent.isEmpty()) {
      JsonNode run = create(search, Map.of("rookery.output", output));
      parent = run.at("/info/run_id").asText();
      files.root(run.at("/info/artifact_uri").asText());
      ObjectNode batch = MlflowClient.object().put("run_id", parent);
      ArrayNode written = batch.putArray("params");
      params.forEach((key, value) -> pair(written, key, value, PARAM));
      client.post("runs/log-batch", batch);
    } else {
      update(parent, "RUNNING", false);
    }
  }

  private static String tag(JsonNode run, String key) {
    for (JsonNode tag : run.at("/data/tags")) {
      if (tag.path("key").asText().equals(key)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }

  private JsonNode create(String name, Map<String, String> more)
      throws IOException, InterruptedException {
    ObjectNode body = MlflowClient.object();
    body.put("experiment_id", experimentId).put("run_name", name);
    body.put("start_time", Long.toString(Instant.now().toEpochMilli()));
    ArrayNode tags = body.putArray("tags");
    pair(tags, SEARCH, searchId, TAG);
    pair(tags, "mlflow.source.name", "Rookery", TAG);
    more.forEach((key, value) -> pair(tags, key, value, TAG));
    return client.post("runs/create", body).path("run");
  }

  private static void pair(ArrayNode into, String key, String value, int most) {
    into.addObject()
        .put("key", key)
        .put("value", value.length() > most ? value.substring(0, most - 1) + "…" : value);
  }

  /** {@code idle}: nothing else waits, so what was gathered is sent. */
  void take(LedgerRow row, boolean idle) throws IOException, InterruptedException {
    if (row instanceof CandidateRow candidate) {
      candidates.put(candidate.candidateId(), candidate);
    } else if (row instanceof EpochRow epoch) {
      trained(epoch);
    } else if (row instanceof PredictionRow prediction) {
      String run = child(prediction.candidateId());
      metric(run, "predicted_fitness", prediction.mean(), prediction.epoch(), Instant.now());
    } else if (row instanceof EvaluationRow end) {
      ended(end);
    }
    if (idle || unsent >= MOST) {
      flush();
    }
  }

  private void trained(EpochRow row) throws IOException, InterruptedException {
    String run = child(row.candidateId());
    Instant at = row.reportedAt();
    metric(run, "fitness", row.fitness(), row.epoch(), at);
    metric(run, "train_loss", row.trainLoss(), row.epoch(), at);
    metric(run, "train_accuracy", row.trainAccuracy(), row.epoch(), at);
    metric(run, "valid_loss", row.validLoss(), row.epoch(), at);
    metric(run, "learning_rate", row.learningRate(), row.epoch(), at);
    metric(run, "seconds", row.seconds(), row.epoch(), at);
  }

  private void ended(EvaluationRow row) throws IOException, InterruptedException {
    String run = child(row.candidateId());
    metric(run, "measured_fitness", row.measuredFitness(), row.epochsRun(), row.toldAt());
    metric(run, "epochs_run", row.epochsRun(), row.epochsRun(), row.toldAt());
    flush();
    ObjectNode batch = MlflowClient.object().put("run_id", run);
    ArrayNode tags = batch.putArray("tags");
    pair(tags, "rookery.outcome", row.outcome().name().toLowerCase(Locale.ROOT), TAG);
    if (row.rule() != null) {
      pair(tags, "rookery.rule", row.rule(), TAG);
    }
    String why = row.error() == null ? row.reason() : row.errorKind() + ": " + row.error();
    if (why != null) {
      pair(tags, "rookery.reason", why, TAG);
    }
    client.post("runs/log-batch", batch);
    update(run, row.outcome() == Outcome.FAILED ? "FAILED" : "FINISHED", true);
  }

  private String child(String trial) throws IOException, InterruptedException {
    String known = children.get(trial);
    if (known != null) {
      return known;
    }
    CandidateRow candidate = candidates.remove(trial);
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.parentRunId", parent);
    tags.put(TRIAL, trial);
    if (candidate != null) {
      tags.put("rookery.genome", candidate.genome());
    }
    String run = create(searchId + " " + trial, tags).at("/info/run_id").asText();
    children.put(trial, run);
    if (candidate != null && candidate.parameters() != null) {
      ObjectNode batch = MlflowClient.object().put("run_id", run);
      ArrayNode written = batch.putArray("params");
      pair(written, "parameters", candidate.parameters().toString(), PARAM);
      pair(written, "multiply_adds", String.valueOf(candidate.multiplyAdds()), PARAM);
      client.post("runs/log-batch", batch);
    }
    return run;
  }

  private void metric(String run, String key, @Nullable Double value, double epoch, Instant at) {
    if (value != null && Double.isFinite(value)) {
      unsent++;
      metrics
          .computeIfAbsent(run, id -> JsonNodeFactory.instance.arrayNode())
          .addObject()
          .put("key", key)
          .put("value", value)
          .put("timestamp", Long.toString(at.toEpochMilli()))
          .put("step", Long.toString(Math.round(epoch / validateEvery)));
    }
  }

  /** The search's own curves: a point for each trial that came to an end. */
  void progress(SearchStatus status) {
    if (status.done() > done) {
      done = status.done();
      count(status);
    }
  }

  private void count(SearchStatus status) {
    Instant now = Instant.now();
    double at = done * validateEvery; // its steps are trials
    metric(parent, "best_measured", status.bestMeasured(), at, now);
    metric(parent, "epochs_run", status.epochsRun(), at, now);
    metric(parent, "epochs_saved", status.epochsSpared(), at, now);
  }

  private void flush() throws IOException, InterruptedException {
    for (Map.Entry<String, ArrayNode> entry : metrics.entrySet()) {
      ArrayNode all = entry.getValue();
      for (int from = 0; from < all.size(); from += MOST) {
        ObjectNode batch = MlflowClient.object().put("run_id", entry.getKey());
        ArrayNode part = batch.putArray("metrics");
        for (int i = from; i < Math.min(all.size(), from + MOST); i++) {
          part.add(all.get(i));
        }
        client.post("runs/log-batch", batch);
      }
    }
    metrics.clear();
    unsent = 0;
  }

  private void update(String run, String state, boolean over)
      throws IOException, InterruptedException {
    ObjectNode body = MlflowClient.object().put("run_id", run).put("status", state);
    if (over) {
      body.put("end_time", Long.toString(Instant.now().toEpochMilli()));
    }
    client.post("runs/update", body);
  }

  /** The end of the search; null where it threw. */
  void end(@Nullable SearchResult result) throws IOException, InterruptedException {
    if (parent.isEmpty()) {
      return;
    }
    if (result != null) {
      count(result.status()); // the best few were trained on after the last trial's end
    }
    flush();
    if (result != null && result.best() != null) {
      ObjectNode batch = MlflowClient.object().put("run_id", parent);
      ArrayNode tags = batch.putArray("tags");
      pair(tags, "rookery.winner", result.best().candidateId(), TAG);
      pair(tags, "rookery.genome", result.best().genome(), TAG);
      client.post("runs/log-batch", batch);
      metric(parent, "winner_valid", result.best().fitness(), 0, Instant.now());
      metric(parent, "winner_test", result.best().testFitness(), 0, Instant.now());
      flush();
    }
    files.send(client);
    String state =
        result == null ? "FAILED" : result.exitCode().code() == 130 ? "KILLED" : "FINISHED";
    update(parent, state, true);
  }
}
