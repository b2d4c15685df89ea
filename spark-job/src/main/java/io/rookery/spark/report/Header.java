package io.rookery.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The search in one line: the best measured network, counts, epochs and time. */
final class Header {

  private final Snapshot snapshot;
  private final List<TrialView> trials;
  private final Instant start;
  private final boolean live;

  Header(Snapshot snapshot, List<TrialView> trials, Instant start) {
    this.snapshot = snapshot;
    this.trials = trials;
    this.start = start;
    this.live = snapshot.running();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", live ? "running" : status("state").asText("ended"));
    if (status("stopReason").isTextual()) {
      json.put("stopReason", status("stopReason").asText());
    }
    best(json);
    counts(json);
    epochs(json);
    wall(json);
    return json;
  }

  private void best(ObjectNode json) {
    Optional<TrialView> best =
        trials.stream()
            .filter(trial -> trial.measured().isPresent() && !trial.duplicate())
            .max(Comparator.comparingDouble(Header::fitness));
    best.ifPresent(
        trial -> {
          json.put("bestId", trial.id());
          json.set("best", Rounded.of(fitness(trial)));
          JsonNode winner = status("best");
          if (winner.path("candidateId").asText().equals(trial.id())) {
            json.set("bestTest", Rounded.of(winner.path("testFitness").asDouble(Double.NaN)));
          }
        });
  }

  private void counts(ObjectNode json) {
    Map<TrialView.State, Integer> counts = new EnumMap<>(TrialView.State.class);
    trials.forEach(trial -> counts.merge(trial.state(live), 1, Integer::sum));
    ObjectNode written = json.putObject("counts");
    for (TrialView.State state : TrialView.State.values()) {
      written.put(state.name().toLowerCase(Locale.ROOT), counts.getOrDefault(state, 0));
    }
    json.put("planned", setting("candidates").asInt(trials.size()));
    json.put("duplicates", trials.stream().filter(TrialView::duplicate).count());
  }

  private void epochs(ObjectNode json) {
    List<TrialView> trained = trials.stream().filter(t -> !t.epochs().isEmpty()).toList();
    double run = trained.stream().mapToDouble(TrialView::epochsRun).sum();
    double budget = trained.stream().mapToDouble(this::budget).sum();
    json.set("epochsRun", Rounded.of(status("epochsRun").asDouble(run)));
    json.set("epochsBudget", Rounded.of(status("epochsBudget").asDouble(budget)));
    double saved = trained.stream().mapToDouble(this::epochsSaved).sum();
    json.set("epochsSaved", Rounded.of(status("epochsSaved").asDouble(saved)));
    json.set(
        "deviceSeconds",
        Rounded.seconds(snapshot.epochs().stream().mapToDouble(EpochRow::seconds).sum()));
    json.set(
        "deviceSecondsSaved", Rounded.seconds(trained.stream().mapToDouble(this::saved).sum()));
  }

  /** A network that failed would have failed without an engine, too. */
  private double budget(TrialView trial) {
    if (trial.state(live) == TrialView.State.FAILED) {
      return trial.epochsRun();
    }
    return trial.horizon() > 0 ? trial.horizon() : fullTraining();
  }

  /** Of a training that goes on nothing is known to be saved. */
  private double epochsSaved(TrialView trial) {
    return switch (trial.state(live)) {
      case MEASURED, PREDICTED -> trial.horizon() - trial.epochsRun();
      default -> 0;
    };
  }

  /** Seconds that the epochs not trained would have taken, at the trial's own pace. */
  private double saved(TrialView trial) {
    double run = trial.epochsRun();
    boolean stopped = trial.state(live) == TrialView.State.PREDICTED;
    return stopped && run > 0 ? Math.max(0, trial.horizon() - run) * trial.seconds() / run : 0;
  }

  private void wall(ObjectNode json) {
    double wall = status("wallSeconds").asDouble(BestSoFar.seconds(start, lastSign()));
    json.set("wallSeconds", Rounded.seconds(wall));
    long done =
        trials.stream()
            .filter(
                trial ->
                    trial.evaluations().stream().anyMatch(row -> row.outcome() != Outcome.PAUSED))
            .count();
    int planned = setting("candidates").asInt(0);
    if (live && done > 0 && planned > done) {
      json.set("expectedSeconds", Rounded.seconds(wall / done * (planned - done)));
    }
  }

  /** The newest thing that the tables know. */
  private Instant lastSign() {
    Instant newest =
        snapshot.epochs().stream()
            .map(EpochRow::reportedAt)
            .max(Comparator.naturalOrder())
            .orElse(start);
    return snapshot.evaluations().stream()
        .map(EvaluationRow::toldAt)
        .max(Comparator.naturalOrder())
        .filter(newest::isBefore)
        .orElse(newest);
  }

  private double fullTraining() {
    return snapshot.search().at("/configuration/rookery/training/epochs").asDouble(0);
  }

  private JsonNode setting(String key) {
    return snapshot.search().at("/configuration/rookery/search/" + key);
  }

  private JsonNode status(String key) {
    JsonNode status = snapshot.status();
    return status == null
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : status.path(key);
  }

  private static double fitness(TrialView trial) {
    return trial.measured().map(EvaluationRow::measuredFitness).orElse(Double.NEGATIVE_INFINITY);
  }
}
