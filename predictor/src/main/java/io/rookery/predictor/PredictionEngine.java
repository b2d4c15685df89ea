package io.rookery.predictor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One search's predictions and decisions, on the driver: points of learning curves in, decisions
 * out.
 *
 * <p>Safe to call from several threads; calls are served one at a time. The same calls in the same
 * order give the same decisions.
 */
public final class PredictionEngine {

  private final FitnessPredictor predictor;
  private final String predictorName;
  private final List<StoppingRule> rules;
  private final Guards guards;
  private final TrialBook book;

  /** An engine that knows no network yet; the first rule of {@code rules} that says stop wins. */
  public PredictionEngine(
      Metric metric,
      String predictorName,
      FitnessPredictor predictor,
      List<StoppingRule> rules,
      Guards guards) {
    this.predictor = predictor;
    this.predictorName = predictorName;
    this.rules = List.copyOf(rules);
    this.guards = guards;
    this.book = new TrialBook(metric, predictor);
  }

  /**
   * A network is about to train.
   *
   * @param id unique in the search
   * @param horizon the epochs it would train to its end
   * @param scalars numbers known of the architecture before it trains
   */
  public Trial begin(String id, double horizon, Map<String, Double> scalars) {
    return begin(id, horizon, scalars, 0);
  }

  /**
   * A network is about to train whose own recipe may end it.
   *
   * @param id unique in the search
   * @param horizon the epochs it would train to its end
   * @param scalars numbers known of the architecture before it trains
   * @param patience epochs without a lower validation loss after which it does; 0 for never
   */
  public synchronized Trial begin(
      String id, double horizon, Map<String, Double> scalars, double patience) {
    Trial trial = new Trial(id, horizon, scalars, guards.audits(book.begun()), patience);
    book.begin(trial);
    return trial;
  }

  /**
   * A point of the network's curve was observed: predicts, and decides whether it trains on.
   *
   * @throws IllegalArgumentException if no such network has begun, the fitness is not on the
   *     metric's scale, or the epoch is not after the last one; the point is not kept
   */
  public synchronized Verdict observe(String id, CurvePoint point) {
    long start = System.nanoTime();
    TrialBook.Entry entry = book.entry(id);
    if (!book.metric().holds(point.fitness())) {
      throw new IllegalArgumentException(
          "the fitness of %s at epoch %s must lie in 0 to %s (%s): %s"
              .formatted(id, point.epoch(), book.metric().upper(), book.metric(), point.fitness()));
    }
    entry.curve = entry.curve.with(point);
    Optional<Prediction> prediction = predictor.predict(entry.trial, entry.curve);
    if (prediction.isEmpty() && predictor.withdraws()) {
      entry.withdraw();
    }
    entry.predictions.add(prediction);
    entry.current = null;
    Situation situation = entry.situation(book);
    rules.forEach(rule -> rule.observe(situation));
    Decision decision = mayStop(entry) ? decide(situation) : Decision.CONTINUE;
    entry.paused = decision instanceof Decision.Pause;
    if (!decision.goesOn() || entry.complete()) {
      leave(entry);
    }
    return new Verdict(decision, prediction, predictorName, (System.nanoTime() - start) / 1e3);
  }

  /**
   * A network begins its training anew, or from a checkpoint: {@code kept} are the points that
   * still hold. Nothing observed of it after them counts any more.
   */
  public synchronized void restart(String id, LearningCurve kept) {
    book.entry(id).restart(kept);
  }

  /** From now on no rule ends this network: it is trained to its horizon to be measured. */
  public synchronized void exempt(String id) {
    book.entry(id).exempt = true;
    book.entry(id).paused = false;
  }

  /** A paused network is given up: {@link #next} names it no more. */
  public synchronized void giveUp(String id) {
    book.entry(id).paused = false;
  }

  /** A network failed: what was observed of it no longer counts. */
  public synchronized void fail(String id) {
    book.fail(id);
    rules.forEach(rule -> rule.failed(book.entry(id).trial));
  }

  /**
   * The paused network that deserves the next free slot more than a new one, if any; it counts as
   * running again.
   */
  public Optional<String> next() {
    return next(true);
  }

  /**
   * The paused network that deserves the next free slot, if any; it counts as running again.
   *
   * @param newcomer whether a network that has not begun could have the slot instead; where none
   *     could, a paused one need only be worth its epochs
   */
  public synchronized Optional<String> next(boolean newcomer) {
    List<Paused> paused = book.paused();
    if (paused.isEmpty()) {
      return Optional.empty();
    }
    for (StoppingRule rule : rules) {
      Optional<String> chosen = rule.resume(paused, newcomer, book);
      if (chosen.isPresent()) {
        book.entry(chosen.get()).paused = false;
        return chosen;
      }
    }
    return Optional.empty();
  }

  /** What is now predicted of a network, with all that was learned since its last point. */
  public synchronized Optional<Prediction> prediction(String id) {
    TrialBook.Entry entry = book.entry(id);
    return entry.curve.isEmpty() ? Optional.empty() : book.current(entry);
  }

  /**
   * Up to {@code count} networks by measured, else predicted, else last observed fitness; the best
   * first.
   */
  public synchronized List<String> best(int count) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (TrialBook.Entry entry : book.entries()) {
      if (!entry.failed && !entry.curve.isEmpty()) {
        values.put(entry.trial.id(), value(entry));
      }
    }
    Comparator<Map.Entry<String, Double>> worseFirst = Map.Entry.comparingByValue();
    Comparator<Map.Entry<String, Double>> order =
        book.metric() == Metric.ACCURACY ? worseFirst.reversed() : worseFirst;
    return values.entrySet().stream().sorted(order).limit(count).map(Map.Entry::getKey).toList();
  }

  private double value(TrialBook.Entry entry) {
    double observed = entry.curve.last().fitness();
    if (entry.complete()) {
      return observed;
    }
    return book.current(entry).map(Prediction::mean).map(book.metric()::clip).orElse(observed);
  }

  private boolean mayStop(TrialBook.Entry entry) {
    return !entry.trial.audited()
        && !entry.exempt
        && !entry.complete()
        && entry.curve.last().epoch() >= guards.minimumEpochs();
  }

  private Decision decide(Situation situation) {
    for (StoppingRule rule : rules) {
      Decision decision = rule.decide(situation);
      if (!decision.goesOn()) {
        return decision;
      }
    }
    return RecipePatience.decide(situation);
  }

  private void leave(TrialBook.Entry entry) {
    if (entry.complete()) {
      book.finish(entry);
    }
    predictor.learn(entry.trial, entry.curve);
    Situation situation = entry.situation(book);
    rules.forEach(rule -> rule.ended(situation));
  }
}
