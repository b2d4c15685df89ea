package io.rookery.predictor.bayes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was learned at one stage: the regression from the features there to how much the fitness
 * still grows, with the leave-one-out residuals of the networks that trained beyond it.
 */
final class Stage {

  /** Fewest networks to learn from. */
  static final int SMALLEST = 3;

  private static final double BASE_WEIGHT = 4;
  private static final int KERNEL_NETWORKS = 200;

  /** How much of a stage's coefficients the one before is drawn to: neighbours resemble. */
  private static final double CHAIN = 0.7;

  private final Standard standard;
  private final Ridge ridge;
  private final Leverage leverage;
  private final Residuals residuals;
  private final double baseVariance;
  private final double meanLeverage;
  private final double bandwidth;
  private final int degrees;

  /**
   * A stage learned.
   *
   * @param baseVariance what is to be expected of the square of an error, before the residuals
   *     speak
   * @param degrees of freedom of what it predicts
   */
  Stage(Standard standard, Ridge ridge, Residuals residuals, double baseVariance, int degrees) {
    this.standard = standard;
    this.ridge = ridge;
    this.leverage = ridge.leverage();
    this.residuals = residuals;
    this.baseVariance = baseVariance;
    this.degrees = degrees;
    int rows = residuals.means().length;
    double[] sums = Columns.sums(new double[][] {residuals.leverages(), residuals.means()}, rows);
    this.meanLeverage = sums[0] / rows;
    this.bandwidth = Math.sqrt(Columns.variance(residuals.means(), rows)) / 2 + 0.02;
  }

  /** What this stage lets expect of a coefficient of the one before, where a spread differs. */
  double prior(int feature, double spread) {
    return CHAIN * ridge.coefficients[feature] * spread / standard.spread()[feature];
  }

  /** What is believed of a network with these features. */
  Posterior predict(double[] features) {
    double[] x = standard.of(features);
    double mean = features[0] + ridge.value(x);
    return new Posterior(mean, variance(mean, leverage.of(x), -1), degrees);
  }

  /** What would be believed of one of its own networks, had it not been learned; null if none. */
  @Nullable Posterior leaveOut(int number) {
    int row = Arrays.binarySearch(residuals.numbers(), number);
    if (row < 0) {
      return null;
    }
    double mean = residuals.means()[row];
    return new Posterior(mean, variance(mean, residuals.leverages()[row], row), degrees);
  }

  /** Squared residuals of networks predicted alike, drawn to those of the random networks. */
  private double variance(double mean, double leverage, int without) {
    double[] means = residuals.means();
    double weight = BASE_WEIGHT;
    double sum = BASE_WEIGHT * baseVariance;
    int step = Math.max(1, (means.length + KERNEL_NETWORKS - 1) / KERNEL_NETWORKS);
    double scale = -1 / (2 * bandwidth * bandwidth);
    for (int i = 0; i < means.length; i += step) {
      if (i != without) {
        double distance = mean - means[i];
        double kernel = Math.exp(scale * distance * distance);
        weight += kernel;
        sum += kernel * residuals.squares()[i];
      }
    }
    return sum / weight * (1 + leverage) / (1 + meanLeverage);
  }
}
