package io.rookery.predictor.bench;

import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.replay.Outcome;
import io.rookery.predictor.replay.ReplayResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a setting is worth to a search on one set: as the product ends one, with the best few by
 * what is stated trained to their end before one is named.
 *
 * @param x horizon / mean epochs, those of the finalists included: the throughput factor
 * @param winner regret of the best measured network, in points
 * @param parents loss of a tournament by what was told, in points: {@link Breeding}
 * @param misses share of the 90 % intervals stated where networks stopped that miss the truth; 1
 *     where networks stop without one
 * @param error mean absolute error of what is stated, in points
 */
record Worth(double x, double winner, double parents, double misses, double error) {

  /** The default of {@code rookery.search.finishTop}. */
  private static final int FINALISTS = 2;

  /** What restoring a checkpoint costs, in epochs, as the replay counts it. */
  private static final double RESUME = 0.1;

  static Worth of(ReplayResult result, double parents) {
    Map<Integer, List<Outcome>> orders =
        result.outcomes().stream().collect(Collectors.groupingBy(Outcome::order));
    double further = 0;
    double regret = 0;
    for (List<Outcome> order : orders.values()) {
      List<Outcome> finalists = finalists(order);
      further +=
          finalists.stream().mapToDouble(o -> result.horizon() - o.stopEpoch() + RESUME).sum();
      regret += regret(order, finalists);
    }
    double epochs = result.cost().meanEpochs() + further / result.outcomes().size();
    double coverage = result.errors().coverage90();
    boolean stops = result.outcomes().stream().anyMatch(o -> !o.measured());
    return new Worth(
        result.horizon() / epochs,
        regret / orders.size(),
        parents,
        stops ? 1 - (Double.isNaN(coverage) ? 0 : coverage) : 0,
        result.errors().mae());
  }

  private static List<Outcome> finalists(List<Outcome> order) {
    return order.stream()
        .sorted(Comparator.comparingDouble(Worth::stated).reversed())
        .limit(FINALISTS)
        .filter(o -> !o.measured())
        .toList();
  }

  private static double regret(List<Outcome> order, List<Outcome> finalists) {
    double best = order.stream().mapToDouble(Outcome::actual).max().orElseThrow();
    double found =
        order.stream()
            .filter(o -> o.measured() || finalists.contains(o))
            .mapToDouble(Outcome::actual)
            .max()
            .orElseThrow();
    return best - found;
  }

  private static double stated(Outcome outcome) {
    return outcome.measured()
        ? outcome.actual()
        : outcome
            .prediction()
            .map(Prediction::mean)
            .map(Metric.ACCURACY::clip)
            .orElse(outcome.lastFitness());
  }
}
