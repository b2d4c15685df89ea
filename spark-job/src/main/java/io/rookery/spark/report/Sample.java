package io.rookery.spark.report;

import io.rookery.spark.ledger.EvaluationRow;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The trials that are shown where there are too many to draw: the best measured, those that only a
 * picture of failures needs, those of the Pareto front, and of the rest every k-th.
 */
final class Sample {

  /** Most trials that a page shows. */
  static final int MOST = 1_000;

  private static final int BEST = 200;
  private static final int FAILED = 100;

  private Sample() {}

  static List<TrialView> of(List<TrialView> trials) {
    if (trials.size() <= MOST) {
      return trials;
    }
    Set<String> chosen = new HashSet<>();
    List<TrialView> measured =
        trials.stream()
            .filter(trial -> trial.measured().isPresent())
            .sorted(Comparator.comparingDouble(Sample::fitness).reversed())
            .toList();
    measured.stream().limit(BEST).forEach(trial -> chosen.add(trial.id()));
    front(measured, chosen);
    trials.stream()
        .filter(trial -> trial.state(true) == TrialView.State.FAILED)
        .limit(FAILED)
        .forEach(trial -> chosen.add(trial.id()));
    List<TrialView> rest = trials.stream().filter(trial -> !chosen.contains(trial.id())).toList();
    int places = Math.max(0, MOST - chosen.size());
    for (int i = 0; i < places; i++) {
      chosen.add(rest.get((int) ((long) i * rest.size() / places)).id());
    }
    return trials.stream().filter(trial -> chosen.contains(trial.id())).toList();
  }

  /** Those that no other beats in both fitness and multiply-adds. */
  private static void front(List<TrialView> bestFirst, Set<String> chosen) {
    long least = Long.MAX_VALUE;
    for (TrialView trial : bestFirst) {
      Long cost = trial.candidate().multiplyAdds();
      if (cost != null && cost < least && chosen.size() < BEST + FAILED) {
        least = cost;
        chosen.add(trial.id());
      }
    }
  }

  private static double fitness(TrialView trial) {
    return trial
        .measured()
        .map(EvaluationRow::measuredFitness)
        .filter(Double::isFinite)
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
