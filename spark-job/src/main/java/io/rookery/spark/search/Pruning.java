package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.predictor.PredictionEngine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deletes the checkpoints that nobody will go on from: at the end all but those of the best, and
 * while the search runs those of networks far from the best, so that the disk holds no more than so
 * many. Used by the driver's thread.
 */
final class Pruning {

  /** While predictions may still change, more are kept than in the end. */
  private static final int LEEWAY = 4;

  /** Ended trainings between two looks. */
  private static final int EVERY = 32;

  private final PredictionEngine engine;
  private final Consumer<String> forget;
  private final int kept;
  private final Map<String, TrialState> ended = new LinkedHashMap<>();
  private int last;
  private boolean inherits;

  /**
   * @param forget deletes the checkpoints of a candidate
   * @param kept the best networks whose checkpoints stay
   * @param inherits whether any network may become a parent whose weights are inherited: then none
   *     goes before the end
   */
  Pruning(PredictionEngine engine, Consumer<String> forget, int kept, boolean inherits) {
    this.engine = engine;
    this.forget = forget;
    this.kept = kept;
    this.inherits = inherits;
  }

  /** A strategy that lets networks inherit may choose any of them as a parent. */
  void admitted(Candidate candidate) {
    inherits |= candidate.inheritsFrom() != null;
  }

  /** A submission has ended. */
  void ended(TrialState trial) {
    ended.put(trial.id(), trial);
    if (!inherits && ended.size() >= last + EVERY) {
      prune(engine.best(LEEWAY * kept));
      last = ended.size();
    }
  }

  private void prune(Collection<String> best) {
    Set<String> stay = Set.copyOf(best);
    ended
        .values()
        .removeIf(
            trial -> {
              boolean over = trial.evaluation != null && !trial.inFlight && !trial.paused;
              boolean goes = over && !stay.contains(trial.id());
              if (goes) {
                forget.accept(trial.id());
              }
              return goes;
            });
  }

  /** The search has ended. */
  void last(Collection<String> all) {
    Set<String> stay = Set.copyOf(engine.best(kept));
    all.stream().filter(id -> !stay.contains(id)).forEach(forget);
  }
}
