package io.rookery.predictor.rule;

import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.rule.SuccessiveHalvingProvider.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Abandons a network at a rung unless it is among the best 1/η of those that have reached it, this
 * one included; the first to arrive always goes on. Rungs are at firstRung · ηᵏ of the horizon. A
 * network is judged once a rung, by its first point at or after it.
 */
final class SuccessiveHalving implements StoppingRule {

  /** 3 · 0.1 is a little more than 0.3. */
  private static final double ROUNDING = 1e-9;

  private final String name;
  private final SuccessiveHalvingProvider.Settings settings;
  private final Metric metric;
  private final List<Map<String, Double>> rungs = new ArrayList<>(); // value by network

  SuccessiveHalving(String name, SuccessiveHalvingProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
  }

  /** Records the value at a rung also where a guard keeps the network in training. */
  @Override
  public void observe(Situation situation) {
    OptionalInt rung = rung(situation);
    OptionalDouble value = value(situation);
    if (rung.isPresent() && value.isPresent()) {
      while (rungs.size() <= rung.getAsInt()) {
        rungs.add(new HashMap<>());
      }
      rungs.get(rung.getAsInt()).put(situation.trial().id(), value.getAsDouble());
    }
  }

  @Override
  public Decision decide(Situation situation) {
    OptionalInt rung = rung(situation);
    OptionalDouble value = value(situation);
    if (rung.isEmpty() || value.isEmpty()) {
      return Decision.CONTINUE;
    }
    Map<String, Double> arrived = rungs.get(rung.getAsInt());
    long better =
        arrived.values().stream().filter(v -> metric.better(v, value.getAsDouble())).count();
    long kept = (long) Math.ceil(arrived.size() / settings.eta());
    return better < kept
        ? Decision.CONTINUE
        : new Decision.Abandon(
            situation.prediction(),
            reason(situation, rung.getAsInt(), value.getAsDouble(), better, arrived.size()));
  }

  private OptionalDouble value(Situation situation) {
    return settings.ranking() == Ranking.MEASURED
        ? OptionalDouble.of(situation.curve().last().fitness())
        : situation
            .prediction()
            .map(Prediction::mean)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
  }

  /** The highest rung that the newest point is the first to reach. */
  private OptionalInt rung(Situation situation) {
    LearningCurve curve = situation.curve();
    double horizon = situation.trial().horizon();
    int now = reached(curve.last().epoch() / horizon);
    int before = curve.size() == 1 ? -1 : reached(curve.epoch(curve.size() - 2) / horizon);
    return now > before ? OptionalInt.of(now) : OptionalInt.empty();
  }

  /** Number of the last rung at or before this part of the horizon, from 0; −1 before the first. */
  private int reached(double part) {
    int rung = -1;
    for (double at = settings.firstRung(); at <= part + ROUNDING && at < 1; at *= settings.eta()) {
      rung++;
    }
    return rung;
  }

  private Reason reason(Situation situation, int rung, double value, long better, int arrived) {
    double epoch = situation.curve().last().epoch();
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g (rung %d) its %s fitness %.4g is number %d of %d; one of %.4g goes on",
            epoch,
            rung + 1,
            settings.ranking().name().toLowerCase(Locale.ROOT),
            value,
            better + 1,
            arrived,
            settings.eta());
    return new Reason(
        name,
        text,
        Map.of(
            "epoch",
            epoch,
            "rung",
            rung + 1.0,
            "value",
            value,
            "rank",
            better + 1.0,
            "arrived",
            (double) arrived));
  }
}
