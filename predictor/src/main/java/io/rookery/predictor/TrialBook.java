package io.rookery.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Every network of one search with its curve: the {@link SearchState} the rules see. Not
 * thread-safe.
 */
final class TrialBook implements SearchState {

  private final Metric metric;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final FitnessPredictor predictor;
  private double[] measured = {}; // ascending

  /** Audited networks that have finished, in the order they began. */
  private final List<Entry> sample = new ArrayList<>();

  private List<Audit> audits = List.of();
  private long auditsVersion;

  TrialBook(Metric metric, FitnessPredictor predictor) {
    this.metric = metric;
    this.predictor = predictor;
  }

  void begin(Trial trial) {
    if (entries.putIfAbsent(trial.id(), new Entry(trial, entries.size())) != null) {
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
      if (entry.trial.audited()) {
        sample.add(entry);
        sample.sort(Comparator.comparingInt(e -> e.index));
      }
    }
  }

  void fail(String id) {
    Entry entry = entry(id);
    entry.failed = true;
    entry.restart(LearningCurve.empty());
  }

  /** The paused networks in the order they began, with what is now predicted of each. */
  List<Paused> paused() {
    List<Paused> paused = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.paused) {
        paused.add(new Paused(entry.trial, entry.curve, current(entry)));
      }
    }
    return paused;
  }

  /** What the predictor now says of a network; asked again only when it may say something else. */
  Optional<Prediction> current(Entry entry) {
    if (entry.current == null || entry.currentVersion != predictor.version()) {
      entry.current = predictor.predict(entry.trial, entry.curve);
      entry.currentVersion = predictor.version();
    }
    return entry.current;
  }

  @Override
  public List<Audit> audits() {
    if (sample.size() != audits.size() || auditsVersion != predictor.version()) {
      audits = sample.stream().map(this::audit).toList();
      auditsVersion = predictor.version();
    }
    return audits;
  }

  private Audit audit(Entry entry) {
    List<Optional<Prediction>> hindsight = new ArrayList<>();
    for (int size = 1; size < entry.curve.size(); size++) {
      hindsight.add(predictor.hindsight(entry.trial, entry.curve.head(size)));
    }
    return new Audit(entry.trial, entry.curve, hindsight);
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

    /** Networks that began before it. */
    final int index;

    LearningCurve curve = LearningCurve.empty();
    List<Optional<Prediction>> predictions = new ArrayList<>();
    @Nullable Optional<Prediction> current;
    long currentVersion;
    int withdrawn;
    boolean paused;
    boolean exempt;
    boolean failed;
    boolean finished;

    Entry(Trial trial, int index) {
      this.trial = trial;
      this.index = index;
    }

    boolean complete() {
      return !curve.isEmpty() && curve.last().epoch() >= trial.horizon();
    }

    Situation situation(SearchState search) {
      return new Situation(trial, curve, Collections.unmodifiableList(predictions), search);
    }

    /** What was predicted so far counts no more. */
    void withdraw() {
      for (; withdrawn < predictions.size(); withdrawn++) {
        predictions.set(withdrawn, Optional.empty());
      }
    }

    void restart(LearningCurve kept) {
      curve = kept;
      withdrawn = Math.min(withdrawn, kept.size());
      current = null;
      paused = false;
      predictions =
          new ArrayList<>(predictions.subList(0, Math.min(kept.size(), predictions.size())));
    }
  }
}
