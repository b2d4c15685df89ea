package io.rookery.spark.search;

import io.rookery.spark.ledger.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of a running search. Written by the driver's thread, read by any. */
final class Tally {

  private final SearchPlan plan;
  private final long start = System.nanoTime();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, Double> budgets = new HashMap<>();
  private final Map<String, Double> curves = new HashMap<>();
  private int asked;
  private int running;
  private double epochsRun;
  private double epochsBudget;
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
    if (budgets.put(id, horizon) == null) {
      epochsBudget += horizon;
    }
  }

  synchronized void trained(double epochs) {
    epochsRun += epochs;
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
        epochsBudget,
        spared(),
        Duration.ofNanos(System.nanoTime() - start),
        remaining());
  }

  private int count(Outcome outcome) {
    return (int) outcomes.values().stream().filter(outcome::equals).count();
  }

  private double spared() {
    return budgets.entrySet().stream()
        .filter(budget -> outcomes.containsKey(budget.getKey()))
        .mapToDouble(budget -> budget.getValue() - curves.getOrDefault(budget.getKey(), 0.0))
        .sum();
  }

  private @Nullable Duration remaining() {
    if (outcomes.isEmpty()) {
      return null;
    }
    double perCandidate = (System.nanoTime() - start) / (double) outcomes.size();
    return Duration.ofNanos(
        (long) (perCandidate * Math.max(0, plan.candidates() - outcomes.size())));
  }
}
