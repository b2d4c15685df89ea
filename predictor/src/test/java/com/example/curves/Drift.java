package com.example.curves;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds to the last value what finished networks still gained from that epoch on. */
final class Drift implements FitnessPredictor {

  private final DriftProvider.Settings settings;
  private final Metric metric;
  private final Map<String, LearningCurve> finished = new HashMap<>();
  private long version;

  Drift(DriftProvider.Settings settings, Metric metric) {
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public void learn(Trial trial, LearningCurve curve) {
    if (curve.last().epoch() >= trial.horizon()) {
      finished.put(trial.id(), curve);
      version++;
    }
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    return predict(trial, curve, gains(curve.last().epoch(), ""));
  }

  @Override
  public Optional<Prediction> hindsight(Trial trial, LearningCurve head) {
    return predict(trial, head, gains(head.last().epoch(), trial.id()));
  }

  private Optional<Prediction> predict(Trial trial, LearningCurve curve, double[] gains) {
    if (gains.length < settings.networks()) {
      return Optional.empty();
    }
    double mean = 0;
    double squares = 0;
    for (double gain : gains) {
      mean += gain / gains.length;
      squares += gain * gain / gains.length;
    }
    double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
    double fitness = metric.clip(curve.last().fitness() + mean);
    NormalBelief belief = new NormalBelief(fitness, deviation);
    return Optional.of(new Prediction(trial.horizon(), belief, DriftProvider.NAME, List.of()));
  }

  /** What each finished network but one gained after {@code epoch}. */
  private double[] gains(double epoch, String without) {
    return finished.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(without))
        .map(Map.Entry::getValue)
        .filter(curve -> curve.epoch(0) <= epoch && curve.last().epoch() >= epoch)
        .mapToDouble(curve -> curve.last().fitness() - at(curve, epoch))
        .toArray();
  }

  private static double at(LearningCurve curve, double epoch) {
    int index = curve.size() - 1;
    while (curve.epoch(index) > epoch) {
      index--;
    }
    return curve.fitness(index);
  }
}
