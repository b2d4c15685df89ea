package io.rookery.spark.search;

import io.rookery.spark.ledger.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of a running search. Written by the driver's thread, read by any. */
final class Tally {

  private final SearchPlan plan;
  private final long start = System.nanoTime();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, Double> budgets = new HashMap<>();
  private final Map<String, Double> curves = new HashMap<>();
  private List<String> finalists = List.of();
  private int restored;
  private double restoredEpochs;
  private int asked;
  private int running;
  private double epochsRun;
  private @Nullable Double bestMeasured;
  private @Nullable String bestId;

  Tally(SearchPlan plan) {
    this.plan = plan;
  }

  synchronized void asked() {
    asked++;
  }

  synchronized void running(int change) {
    running += change;
  }

  synchronized void budget(String id, double horizon) {
    budgets.put(id, horizon);
  }

  synchronized void trained(double epochs) {
    epochsRun += epochs;
  }

  /** Epochs that the ledger had already: none of this run's time went into them. */
  synchronized void restored(String id, double epochs) {
    trained(id, epochs);
    restoredEpochs += epochs;
  }

  /** An outcome that the ledger had already. */
  synchronized @Nullable Void restored(String id, Outcome outcome, @Nullable Double fitness) {
    evaluated(id, outcome, fitness);
    restored = outcomes.size();
    return null;
  }

  /** Those that are to be measured when all others have an outcome. */
  synchronized void finalists(List<String> ids) {
    finalists = List.copyOf(ids);
  }

  /** Epochs that are part of this candidate's curve. */
  synchronized void trained(String id, double epochs) {
    trained(epochs);
    curves.merge(id, epochs, Double::sum);
  }

  synchronized @Nullable Void evaluated(String id, Outcome outcome, @Nullable Double fitness) {
    if (outcome != Outcome.PAUSED) { // nothing has become of it yet
      outcomes.put(id, outcome);
    }
    if (outcome == Outcome.MEASURED
        && fitness != null
        && (bestMeasured == null || fitness > bestMeasured)) {
      bestMeasured = fitness;
      bestId = id;
    }
    return null;
  }

  synchronized SearchStatus status() {
    return new SearchStatus(
        plan.candidates(),
        asked,
        running,
        count(Outcome.MEASURED),
        count(Outcome.PREDICTED),
        count(Outcome.FAILED),
        bestMeasured,
        bestId,
        epochsRun,
        budgets.keySet().stream().mapToDouble(this::budget).sum(),
        spared(),
        Duration.ofNanos(System.nanoTime() - start),
        remaining());
  }

  private int count(Outcome outcome) {
    return (int) outcomes.values().stream().filter(outcome::equals).count();
  }

  private double spared() {
    return budgets.keySet().stream()
        .filter(outcomes::containsKey)
        .mapToDouble(id -> budget(id) - curves.getOrDefault(id, 0.0))
        .sum();
  }

  /** A network that failed would have failed without an engine, too: it saved nothing. */
  private double budget(String id) {
    return outcomes.get(id) == Outcome.FAILED
        ? curves.getOrDefault(id, 0.0)
        : budgets.getOrDefault(id, 0.0);
  }

  private @Nullable Duration remaining() {
    double spent = System.nanoTime() - start;
    int here = outcomes.size() - restored;
    int left = plan.candidates() - outcomes.size();
    if (left > 0) {
      return here > 0 ? Duration.ofNanos((long) (spent / here * left)) : null;
    }
    double epochs = epochsRun - restoredEpochs;
    return finalists.isEmpty() || epochs <= 0
        ? null
        : Duration.ofNanos((long) (spent / epochs * toMeasure()));
  }

  /** Epochs that those to be measured are still to train. */
  private double toMeasure() {
    return finalists.stream()
        .filter(id -> outcomes.get(id) == Outcome.PREDICTED)
        .mapToDouble(id -> budgets.getOrDefault(id, 0.0) - curves.getOrDefault(id, 0.0))
        .sum();
  }
}
