package io.rookery.predictor.bayes;

import java.util.Arrays;
import org.apache.commons.math3.util.KthSelector;
import org.jspecify.annotations.Nullable;

/**
 * Learns stage after stage, from the last to the first, each drawn to the one after it. What it
 * computes with is kept from stage to stage and from sweep to sweep, so that learning anew leaves
 * no garbage but what is learned.
 */
final class Sweep {

  private static final int ROBUST_FROM = 8;
  private static final double HUBER = 1.5;
  private static final KthSelector MEDIAN = new KthSelector();
  private static final double LARGEST_LEVERAGE = 0.9;
  private static final double LARGEST_SQUARE = 9;

  private final Features layout;
  private final Targets targets;
  private final Columns x;
  private final double[] penalty;
  private final double[] row;
  private double[] growth = {};
  private double[] weights = {};
  private double[] fitted = {};
  private double[] off = {};

  Sweep(Features layout, Targets targets) {
    this.layout = layout;
    this.targets = targets;
    this.x = new Columns(layout.count());
    this.penalty = new double[layout.count()];
    this.row = new double[layout.count()];
    for (int a = 0; a < penalty.length; a++) {
      penalty[a] = layout.penalty(a);
    }
  }

  /**
   * One stage.
   *
   * @param cohort at least {@link Stage#SMALLEST} networks trained beyond it, whose targets are set
   * @param next the stage after, if it was learned
   * @param finished networks of the search that were measured
   */
  Stage learn(Cohort cohort, @Nullable Stage next, int finished) {
    int n = cohort.size();
    int[] numbers = cohort.numbers();
    makeRoom(n);
    double[] best = cohort.features.column(0);
    for (int i = 0; i < n; i++) {
      growth[i] = Math.max(-3, Math.min(10, targets.values[numbers[i]] - best[i]));
    }
    Standard standard = Standard.of(cohort.features, x);
    Ridge ridge = robustFit(standard, next);
    Residuals residuals = residuals(ridge, numbers, best);
    double base = baseVariance(residuals);
    return new Stage(standard, ridge, residuals, base, Math.max(3, Math.min(n - 1, 3 * finished)));
  }

  private Residuals residuals(Ridge ridge, int[] numbers, double[] best) {
    int n = numbers.length;
    double[] means = new double[n];
    double[] squares = new double[n];
    double[] leverages = new double[n];
    ridge.leverage().of(x, leverages, off);
    ridge.values(x, fitted);
    for (int i = 0; i < n; i++) {
      leverages[i] = Math.min(LARGEST_LEVERAGE, weights[i] * leverages[i]);
      double residual = (growth[i] - fitted[i]) / (1 - leverages[i]);
      squares[i] = Math.min(residual * residual, LARGEST_SQUARE) + targets.variances[numbers[i]];
      means[i] = best[i] + growth[i] - residual;
    }
    return new Residuals(numbers, means, squares, leverages);
  }

  /** By the networks drawn at random alone: those that were stopped are a biased sample. */
  private double baseVariance(Residuals residuals) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < residuals.numbers().length; i++) {
      if (targets.random[residuals.numbers()[i]]) {
        sum += residuals.squares()[i];
        count++;
      }
    }
    double scatter = Columns.variance(growth, residuals.numbers().length);
    return (sum + 0.04 + 0.1 * scatter) / (count + 1);
  }

  /** Huber's weights by two reweightings: what lies far off counts less. */
  private Ridge robustFit(Standard standard, @Nullable Stage next) {
    double[] prior = new double[penalty.length];
    for (int a = 0; a < prior.length && next != null; a++) {
      prior[a] = next.prior(a, standard.spread()[a]);
    }
    Ridge.Sums all = Ridge.Sums.of(x, growth);
    Ridge fit = Ridge.solve(all, penalty, prior);
    for (int round = 0; round < 2 && x.rows() >= ROBUST_FROM; round++) {
      double limit = HUBER * (1.4826 * medianOff(fit) + 1e-6);
      Ridge.Sums weighted = all.copy();
      for (int i = 0; i < x.rows(); i++) {
        weights[i] = off[i] <= limit ? 1 : limit / off[i];
        if (weights[i] < 1) { // few are: taking off their surplus is quicker than summing anew
          x.row(i, row);
          weighted.add(row, growth[i], weights[i] - 1);
        }
      }
      fit = Ridge.solve(weighted, penalty, prior);
    }
    return fit;
  }

  /** Sets how far each network is off, and returns the median of it. */
  private double medianOff(Ridge fit) {
    int n = x.rows();
    fit.values(x, fitted);
    for (int i = 0; i < n; i++) {
      off[i] = Math.abs(growth[i] - fitted[i]);
    }
    return MEDIAN.select(Arrays.copyOf(off, n), null, n / 2);
  }

  private void makeRoom(int rows) {
    growth = Columns.grown(growth, rows);
    weights = Columns.grown(weights, rows);
    fitted = Columns.grown(fitted, rows);
    off = Columns.grown(off, rows);
    Arrays.fill(weights, 0, rows, 1);
  }
}
