package io.rookery.predictor.replay;

import java.util.List;
import java.util.Map;

/**
 * Scores of one subject on one set, over all orders of arrival.
 *
 * @param set name of the curve set
 * @param subject name of what was replayed
 * @param predictor its predictor's name
 * @param networks networks replayed in each order
 * @param leftOut curves of the set without a point at the horizon
 * @param horizon the epoch whose fitness counts
 * @param slots networks in training at a time
 * @param orders orders of arrival
 * @param cost epochs, time and where networks ended
 * @param errors of the fitness each network counts with: 0 where it was measured
 * @param ranking whether the best were found
 * @param outcomes every network of every order
 */
public record ReplayResult(
    String set,
    String subject,
    String predictor,
    int networks,
    int leftOut,
    double horizon,
    int slots,
    int orders,
    Cost cost,
    Errors errors,
    Ranking ranking,
    List<Outcome> outcomes) {

  public ReplayResult {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What the search cost.
   *
   * @param x horizon / mean epochs used: the throughput factor
   * @param meanEpochs epochs a network used on average; a resume counts 0.1
   * @param wallClockGain time to train every network to the end / time used, on the same slots
   * @param microsPerObservation time the engine took for each observed point, in microseconds
   * @param shares share of networks by where they ended: {@link Outcome#FINISHED}, or a rule
   */
  public record Cost(
      double x,
      double meanEpochs,
      double wallClockGain,
      double microsPerObservation,
      Map<String, Double> shares) {

    public Cost {
      shares = Map.copyOf(shares);
    }
  }

  /**
   * Absolute errors in units of the fitness.
   *
   * @param mae mean over all networks
   * @param maeStopped mean over those not measured; NaN where all were
   * @param median over all networks
   * @param p95 95th percentile over all networks
   * @param coverage90 share of the stopped networks with an interval whose 90 % interval, stated
   *     where they stopped, holds the actual fitness; NaN where none has one
   */
  public record Errors(
      double mae, double maeStopped, double median, double p95, double coverage90) {}

  /**
   * Whether the best were found, by the fitness each network counts with; mean over the orders
   * unless it says otherwise. Regret is the true best minus the true fitness of the network named
   * best, in units of the fitness.
   *
   * @param rho Spearman's rank correlation with the truth
   * @param t5 share of the true top 5 inside the named top 5, ties counted
   * @param t10 the same of 10
   * @param regretMean of the network named best
   * @param regretMax worst order
   * @param t5Finished share of the true top 5 among the networks trained to the end
   * @param t10Finished the same of 10
   * @param regretFinishedMean of the best network trained to the end
   * @param regretFinishedMax worst order
   */
  public record Ranking(
      double rho,
      double t5,
      double t10,
      double regretMean,
      double regretMax,
      double t5Finished,
      double t10Finished,
      double regretFinishedMean,
      double regretFinishedMax) {}
}
