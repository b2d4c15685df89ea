package io.rookery.predictor.replay;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Verdict;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One order of arrival, event by event: a slot trains one network, a network's epoch ends when its
 * recorded duration has passed, and a slot that falls free goes to the paused network the engine
 * names, else to the next new one. No slot waits for another.
 */
final class Simulation {

  /** Restoring a checkpoint costs this share of an epoch. */
  static final double RESUME = 0.1;

  private final PredictionEngine engine;
  private final double horizon;
  private final int order;
  private final Deque<RecordedCurve> waiting;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final PriorityQueue<Run> training =
      new PriorityQueue<>(
          Comparator.<Run>comparingDouble(run -> run.due).thenComparingLong(run -> run.ticket));
  private int free;
  private long tickets;
  private double now;
  private double micros;
  private long observations;

  Simulation(
      PredictionEngine engine, List<RecordedCurve> arrivals, double horizon, int slots, int order) {
    this.engine = engine;
    this.waiting = new ArrayDeque<>(arrivals);
    this.horizon = horizon;
    this.free = slots;
    this.order = order;
  }

  /** Runs until no network trains and none deserves a slot. */
  void run() {
    fillSlots();
    while (!training.isEmpty()) {
      Run run = training.remove();
      now = run.due;
      observe(run);
      fillSlots();
    }
  }

  /** Time from the first start to the last end, in the durations' unit. */
  double elapsed() {
    return now;
  }

  double micros() {
    return micros;
  }

  long observations() {
    return observations;
  }

  List<Outcome> outcomes() {
    return runs.values().stream().map(this::outcome).toList();
  }

  private void fillSlots() {
    while (free > 0) {
      Optional<Run> paused = engine.next(!waiting.isEmpty()).map(runs::get);
      if (paused.isPresent()) {
        paused.get().resumes++;
        schedule(paused.get(), RESUME * paused.get().nextDuration());
      } else if (!waiting.isEmpty()) {
        Run run = new Run(waiting.remove());
        runs.put(run.curve.id(), run);
        engine.begin(run.curve.id(), horizon, run.curve.scalars());
        schedule(run, 0);
      } else {
        return;
      }
      free--;
    }
  }

  private void schedule(Run run, double delay) {
    run.due = now + delay + run.nextDuration();
    run.ticket = tickets++;
    training.add(run);
  }

  private void observe(Run run) {
    CurvePoint point = run.curve.points().point(run.trained++);
    Verdict verdict = engine.observe(run.curve.id(), point);
    micros += verdict.micros();
    observations++;
    run.last = verdict;
    if (verdict.decision().goesOn() && run.trained < run.curve.points().size()) {
      schedule(run, 0);
    } else {
      free++;
    }
  }

  private Outcome outcome(Run run) {
    boolean measured = run.trained == run.curve.points().size();
    CurvePoint last = run.curve.points().point(run.trained - 1);
    Optional<Verdict> verdict = Optional.ofNullable(run.last);
    String end =
        verdict.flatMap(v -> v.decision().why()).map(Reason::rule).orElse(Outcome.FINISHED);
    return new Outcome(
        run.curve.id(),
        order,
        last.epoch(),
        run.resumes,
        measured ? Outcome.FINISHED : end,
        measured ? Optional.empty() : verdict.flatMap(v -> prediction(run, v)),
        last.fitness(),
        run.curve.points().last().fitness());
  }

  /** Of a paused network it is what is predicted in the end, with all that was learned since. */
  private Optional<Prediction> prediction(Run run, Verdict verdict) {
    return verdict.decision() instanceof Decision.Pause
        ? engine.prediction(run.curve.id())
        : verdict.prediction();
  }

  /** A network of this order. */
  private static final class Run {
    final RecordedCurve curve;
    int trained;
    int resumes;
    double due;
    long ticket;
    @Nullable Verdict last;

    Run(RecordedCurve curve) {
      this.curve = curve;
    }

    double nextDuration() {
      return curve.duration(trained);
    }
  }
}
