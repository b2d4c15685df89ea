package io.rookery.predictor.replay;

import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Gathers the orders of one replay and scores them. */
final class Scores {

  private final Metric metric;
  private final double horizon;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<RankingScore> rankings = new ArrayList<>();
  private double micros;
  private long observations;
  private double fullTime;
  private double usedTime;

  Scores(Metric metric, double horizon) {
    this.metric = metric;
    this.horizon = horizon;
  }

  void add(Simulation simulation, double fullTime) {
    List<Outcome> order = simulation.outcomes();
    outcomes.addAll(order);
    rankings.add(RankingScore.of(order, metric));
    micros += simulation.micros();
    observations += simulation.observations();
    this.fullTime += fullTime;
    usedTime += simulation.elapsed();
  }

  ReplayResult result(String set, Subject subject, int leftOut, Replay.Settings settings) {
    return new ReplayResult(
        set,
        subject.name(),
        subject.predictorName(),
        outcomes.size() / settings.orders(),
        leftOut,
        horizon,
        settings.slots(),
        settings.orders(),
        cost(),
        errors(),
        RankingScore.summary(rankings),
        outcomes);
  }

  /** The fitness a network counts with: measured, else predicted, else last observed. */
  static double value(Outcome outcome, Metric metric) {
    if (outcome.measured()) {
      return outcome.actual();
    }
    return outcome
        .prediction()
        .map(Prediction::mean)
        .map(metric::clip)
        .orElse(outcome.lastFitness());
  }

  private ReplayResult.Cost cost() {
    double epochs =
        outcomes.stream()
            .mapToDouble(o -> o.stopEpoch() + Simulation.RESUME * o.resumes())
            .average()
            .orElseThrow();
    Map<String, Double> shares = new TreeMap<>();
    outcomes.forEach(o -> shares.merge(o.end(), 1.0 / outcomes.size(), Double::sum));
    return new ReplayResult.Cost(
        horizon / epochs, epochs, fullTime / usedTime, micros / observations, shares);
  }

  private ReplayResult.Errors errors() {
    double[] all = outcomes.stream().mapToDouble(this::error).toArray();
    return new ReplayResult.Errors(
        outcomes.stream().mapToDouble(this::error).average().orElseThrow(),
        outcomes.stream()
            .filter(o -> !o.measured())
            .mapToDouble(this::error)
            .average()
            .orElse(Double.NaN),
        new Percentile(50).evaluate(all),
        new Percentile(95).evaluate(all),
        outcomes.stream()
            .filter(Outcome::hasInterval)
            .mapToDouble(o -> covers(o.prediction().orElseThrow(), o.actual()) ? 1 : 0)
            .average()
            .orElse(Double.NaN));
  }

  private double error(Outcome outcome) {
    return Math.abs(value(outcome, metric) - outcome.actual());
  }

  private static boolean covers(Prediction prediction, double actual) {
    return prediction.lower() <= actual && actual <= prediction.upper();
  }
}
