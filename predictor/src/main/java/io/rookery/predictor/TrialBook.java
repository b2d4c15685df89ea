package io.rookery.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Every network of one search with its curve: the {@link SearchState} the rules see. Not
 * thread-safe.
 */
final class TrialBook implements SearchState {

  private final Metric metric;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private double[] measured = {}; // ascending

  TrialBook(Metric metric) {
    this.metric = metric;
  }

  void begin(Trial trial) {
    if (entries.putIfAbsent(trial.id(), new Entry(trial)) != null) {
      throw new IllegalArgumentException("trial " + trial.id() + " has already begun");
    }
  }

  Entry entry(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("no trial " + id + " has begun");
    }
    return entry;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  void finish(Entry entry) {
    if (!entry.finished) {
      entry.finished = true;
      measured = Arrays.copyOf(measured, measured.length + 1);
      measured[measured.length - 1] = entry.curve.last().fitness();
      Arrays.sort(measured);
    }
  }

  void fail(String id) {
    Entry entry = entry(id);
    entry.failed = true;
    entry.restart(LearningCurve.empty());
  }

  @Override
  public Metric metric() {
    return metric;
  }

  @Override
  public int begun() {
    return entries.size();
  }

  @Override
  public int finished() {
    return measured.length;
  }

  @Override
  public OptionalDouble kthBest(int k) {
    if (k > measured.length) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        metric == Metric.ACCURACY ? measured[measured.length - k] : measured[k - 1]);
  }

  @Override
  public double[] fitnessAt(double epoch) {
    return entries.values().stream()
        .map(entry -> entry.curve)
        .filter(
            curve -> !curve.isEmpty() && curve.last().epoch() >= epoch && curve.epoch(0) <= epoch)
        .mapToDouble(curve -> curve.fitness(lastAt(curve, epoch)))
        .toArray();
  }

  @Override
  public double[] runningMeansAt(double epoch) {
    return entries.values().stream()
        .map(entry -> entry.curve)
        .filter(
            curve -> !curve.isEmpty() && curve.last().epoch() >= epoch && curve.epoch(0) <= epoch)
        .mapToDouble(
            curve ->
                curve.points().stream()
                    .filter(p -> p.epoch() <= epoch)
                    .mapToDouble(CurvePoint::fitness)
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private static int lastAt(LearningCurve curve, double epoch) {
    int last = curve.size() - 1;
    while (curve.epoch(last) > epoch) {
      last--;
    }
    return last;
  }

  /** One network: what is known of it changes as it trains. */
  static final class Entry {
    final Trial trial;
    LearningCurve curve = LearningCurve.empty();
    List<Optional<Prediction>> predictions = new ArrayList<>();
    boolean paused;
    boolean exempt;
    boolean failed;
    boolean finished;

    Entry(Trial trial) {
      this.trial = trial;
    }

    boolean complete() {
      return !curve.isEmpty() && curve.last().epoch() >= trial.horizon();
    }

    Situation situation(SearchState search) {
      return new Situation(trial, curve, List.copyOf(predictions), search);
    }

    void restart(LearningCurve kept) {
      curve = kept;
      predictions =
          new ArrayList<>(predictions.subList(0, Math.min(kept.size(), predictions.size())));
    }
  }
}
