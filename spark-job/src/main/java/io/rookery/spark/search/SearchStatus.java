package io.rookery.spark.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a search stands. Immutable.
 *
 * @param planned candidates it is to try
 * @param asked candidates the strategy gave
 * @param running trainings submitted and not ended
 * @param measured candidates trained to their end
 * @param predicted candidates ended early
 * @param failed candidates without a fitness
 * @param bestMeasured best fitness measured at the horizon, in percent; null before the first
 * @param bestId its candidate; null before the first
 * @param epochsRun epochs trained in all, by whatever became of them
 * @param epochsBudget epochs that all networks asked for so far would have trained without an
 *     engine; of those that failed, the ones they trained
 * @param epochsSpared epochs that the candidates with an outcome were not trained for: what is
 *     known to be saved while others run
 * @param elapsed since the search began
 * @param remaining what the rest will take at the pace of this run so far: the candidates without
 *     an outcome, after them the epochs of those that are measured; null where that is not known
 */
public record SearchStatus(
    int planned,
    int asked,
    int running,
    int measured,
    int predicted,
    int failed,
    @Nullable Double bestMeasured,
    @Nullable String bestId,
    double epochsRun,
    double epochsBudget,
    double epochsSpared,
    Duration elapsed,
    @Nullable Duration remaining) {

  /** Candidates that have an outcome. */
  public int done() {
    return measured + predicted + failed;
  }

  /** Epochs of the budget that were not trained, once nothing runs any more. */
  public double epochsSaved() {
    return epochsBudget - epochsRun;
  }
}
