package io.rookery.predictor.replay;

import io.rookery.predictor.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Whether one order of arrival found the best; the components are {@link ReplayResult.Ranking}'s.
 */
record RankingScore(
    double rho,
    double t5,
    double t10,
    double regret,
    double t5Finished,
    double t10Finished,
    double regretFinished) {

  static RankingScore of(List<Outcome> order, Metric metric) {
    double sign = metric == Metric.ACCURACY ? 1 : -1;
    double[] truth = order.stream().mapToDouble(o -> sign * o.actual()).toArray();
    double[] named = order.stream().mapToDouble(o -> sign * Scores.value(o, metric)).toArray();
    double[] finished =
        order.stream()
            .mapToDouble(o -> o.measured() ? sign * o.actual() : Double.NEGATIVE_INFINITY)
            .toArray();
    return new RankingScore(
        truth.length < 2 ? Double.NaN : new SpearmansCorrelation().correlation(truth, named),
        found(truth, named, 5),
        found(truth, named, 10),
        regretOf(truth, named),
        amongFinished(truth, finished, 5),
        amongFinished(truth, finished, 10),
        regretOf(truth, finished));
  }

  static ReplayResult.Ranking summary(List<RankingScore> orders) {
    return new ReplayResult.Ranking(
        mean(orders, RankingScore::rho),
        mean(orders, RankingScore::t5),
        mean(orders, RankingScore::t10),
        mean(orders, RankingScore::regret),
        max(orders, RankingScore::regret),
        mean(orders, RankingScore::t5Finished),
        mean(orders, RankingScore::t10Finished),
        mean(orders, RankingScore::regretFinished),
        max(orders, RankingScore::regretFinished));
  }

  /**
   * Share of the true top {@code k} inside the named top {@code k}. Networks as good as the k-th
   * are all top, so more than k may be: any k of them found are a share of 1.
   */
  static double found(double[] truth, double[] named, int k) {
    return share(truth, named, k, kthLargest(named, k));
  }

  private static double amongFinished(double[] truth, double[] finished, int k) {
    return share(truth, finished, k, -Double.MAX_VALUE);
  }

  private static double share(double[] truth, double[] named, int k, double namedMark) {
    double trueMark = kthLargest(truth, k);
    int found = 0;
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] >= trueMark && named[i] >= namedMark) {
        found++;
      }
    }
    return Math.min(1, (double) found / Math.min(k, truth.length));
  }

  /** Of several networks named best the first counts. NaN where none can be named. */
  private static double regretOf(double[] truth, double[] named) {
    int best = 0;
    for (int i = 1; i < named.length; i++) {
      if (named[i] > named[best]) {
        best = i;
      }
    }
    return named[best] == Double.NEGATIVE_INFINITY
        ? Double.NaN
        : kthLargest(truth, 1) - truth[best];
  }

  private static double kthLargest(double[] values, int k) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, sorted.length - k)];
  }

  private static double mean(List<RankingScore> orders, ToDoubleFunction<RankingScore> score) {
    return orders.stream().mapToDouble(score).average().orElseThrow();
  }

  private static double max(List<RankingScore> orders, ToDoubleFunction<RankingScore> score) {
    return orders.stream().mapToDouble(score).max().orElseThrow();
  }
}
