package io.rookery.predictor.bayes;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.KthSelector;
import org.jspecify.annotations.Nullable;

/**
 * The regression of one stage: from the features there to how much the fitness still grows, learned
 * from the networks that trained beyond it, with the leave-one-out residuals of each.
 */
final class Stage {

  /** Fewest networks to learn from. */
  static final int SMALLEST = 3;

  private static final int ROBUST_FROM = 8;
  private static final double HUBER = 1.5;
  private static final KthSelector MEDIAN = new KthSelector();
  private static final double LARGEST_LEVERAGE = 0.9;
  private static final double LARGEST_SQUARE = 9;
  private static final double BASE_WEIGHT = 4;
  private static final int KERNEL_NETWORKS = 200;

  /** How much of the next stage's coefficients this one is drawn to: neighbours resemble. */
  private static final double CHAIN = 0.7;

  private final double[] center;
  private final double[] spread;
  private final Ridge ridge;
  private final List<Learned> networks;
  private final double[] means;
  private final double[] squares;
  private final double[] leverages;
  private final double meanLeverage;
  private final double baseVariance;
  private final double bandwidth;
  private final int degrees;

  /**
   * Learns.
   *
   * @param index of the stage
   * @param networks at least {@link #SMALLEST}, each beyond the stage and with its target set
   * @param next the stage after, if it was learned
   * @param finished networks of the search that were measured
   */
  Stage(int index, List<Learned> networks, Features layout, @Nullable Stage next, int finished) {
    this.networks = networks;
    int n = networks.size();
    double[][] raw = new double[n][];
    double[] growth = new double[n];
    for (int i = 0; i < n; i++) {
      raw[i] = networks.get(i).features[index];
      growth[i] = Math.max(-3, Math.min(10, networks.get(i).target - raw[i][0]));
    }
    this.center = centers(raw, layout.count());
    this.spread = spreads(raw, center);
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = standardize(raw[i]);
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    this.ridge = robustFit(x, growth, weights, layout, next);
    this.means = new double[n];
    this.squares = new double[n];
    this.leverages = new double[n];
    double random = 0;
    int randoms = 0;
    for (int i = 0; i < n; i++) {
      leverages[i] = Math.min(LARGEST_LEVERAGE, weights[i] * ridge.leverage(x[i]));
      double residual = (growth[i] - ridge.value(x[i])) / (1 - leverages[i]);
      squares[i] = Math.min(residual * residual, LARGEST_SQUARE) + networks.get(i).variance;
      means[i] = raw[i][0] + growth[i] - residual;
      if (networks.get(i).trial.audited()) {
        random += squares[i];
        randoms++;
      }
    }
    this.meanLeverage = mean(leverages);
    this.baseVariance = (random + 0.04 + 0.1 * variance(growth)) / (randoms + 1);
    this.bandwidth = Math.sqrt(variance(means)) / 2 + 0.02;
    this.degrees = Math.max(3, Math.min(n - 1, 3 * finished));
  }

  /** What is believed of a network with these features. */
  Posterior predict(double[] features) {
    double[] x = standardize(features);
    double mean = features[0] + ridge.value(x);
    return new Posterior(mean, variance(mean, ridge.leverage(x), -1), degrees);
  }

  /** What would be believed of one of its own networks, had it not been learned; null if none. */
  @Nullable Posterior leaveOut(Learned network) {
    int row = networks.indexOf(network);
    return row < 0
        ? null
        : new Posterior(means[row], variance(means[row], leverages[row], row), degrees);
  }

  private Ridge robustFit(
      double[][] x, double[] y, double[] weights, Features layout, @Nullable Stage next) {
    double[] penalty = new double[layout.count()];
    double[] prior = new double[layout.count()];
    for (int a = 0; a < penalty.length; a++) {
      penalty[a] = layout.penalty(a);
      prior[a] = next == null ? 0 : CHAIN * next.ridge.coefficients[a] * spread[a] / next.spread[a];
    }
    Ridge.Sums all = new Ridge.Sums(penalty.length + 1);
    for (int i = 0; i < y.length; i++) {
      all.add(x[i], y[i], weights[i]);
    }
    Ridge fit = Ridge.solve(all, penalty, prior);
    for (int round = 0; round < 2 && y.length >= ROBUST_FROM; round++) {
      double[] off = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        off[i] = Math.abs(y[i] - fit.value(x[i]));
      }
      double median = MEDIAN.select(off.clone(), null, off.length / 2);
      double limit = HUBER * (1.4826 * median + 1e-6);
      Ridge.Sums weighted = all.copy();
      for (int i = 0; i < y.length; i++) {
        weights[i] = off[i] <= limit ? 1 : limit / off[i];
        if (weights[i] < 1) { // few are: taking off their surplus is quicker than summing anew
          weighted.add(x[i], y[i], weights[i] - 1);
        }
      }
      fit = Ridge.solve(weighted, penalty, prior);
    }
    return fit;
  }

  /** Squared residuals of networks predicted alike, drawn to those of the random networks. */
  private double variance(double mean, double leverage, int without) {
    double weight = BASE_WEIGHT;
    double sum = BASE_WEIGHT * baseVariance;
    int step = Math.max(1, (means.length + KERNEL_NETWORKS - 1) / KERNEL_NETWORKS);
    double scale = -1 / (2 * bandwidth * bandwidth);
    for (int i = 0; i < means.length; i += step) {
      if (i != without) {
        double distance = mean - means[i];
        double kernel = Math.exp(scale * distance * distance);
        weight += kernel;
        sum += kernel * squares[i];
      }
    }
    return sum / weight * (1 + leverage) / (1 + meanLeverage);
  }

  /** Features that were not reported stand at their mean. */
  private double[] standardize(double[] features) {
    double[] x = new double[features.length];
    for (int a = 0; a < x.length; a++) {
      x[a] = Double.isNaN(features[a]) ? 0 : (features[a] - center[a]) / spread[a];
    }
    return x;
  }

  private static double[] centers(double[][] raw, int count) {
    double[] center = new double[count];
    for (int a = 0; a < count; a++) {
      int known = 0;
      for (double[] row : raw) {
        if (!Double.isNaN(row[a])) {
          center[a] += row[a];
          known++;
        }
      }
      center[a] /= Math.max(1, known);
    }
    return center;
  }

  private static double[] spreads(double[][] raw, double[] center) {
    double[] spread = new double[center.length];
    for (int a = 0; a < center.length; a++) {
      double squares = 0;
      int known = 0;
      for (double[] row : raw) {
        if (!Double.isNaN(row[a])) {
          squares += (row[a] - center[a]) * (row[a] - center[a]);
          known++;
        }
      }
      spread[a] = Math.sqrt(squares / Math.max(1, known)) + 0.05;
    }
    return spread;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length;
  }
}
