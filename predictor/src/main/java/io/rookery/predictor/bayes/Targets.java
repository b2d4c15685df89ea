package io.rookery.predictor.bayes;

import java.util.Arrays;

/** What each network of a pool, by its number, teaches: where it ended, or is believed to end. */
final class Targets {

  /** Final fitness on the modelling scale: measured, or the posterior mean where it stopped. */
  double[] values = {};

  /** Variances of the values; 0 where it was measured. */
  double[] variances = {};

  /** Whether it was drawn at random to be trained to its end. */
  boolean[] random = {};

  void set(Learned network, double value, double variance) {
    int number = network.number;
    if (number >= random.length) {
      random = Arrays.copyOf(random, Math.max(16, number + number / 2));
    }
    values = Columns.grown(values, number + 1);
    variances = Columns.grown(variances, number + 1);
    values[number] = value;
    variances[number] = variance;
    random[number] = network.trial.audited();
  }
}
