package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Tests of counts against probabilities: Pearson's chi-square at significance 0.001. Seeds are
 * fixed, so that a test which passes goes on passing; a wrong operator fails by far.
 */
final class Chances {

  static final double SIGNIFICANCE = 0.001;

  private Chances() {}

  static void assertUniform(long[] counts) {
    double[] probabilities = new double[counts.length];
    Arrays.fill(probabilities, 1.0 / counts.length);
    assertThatCountsFit(counts, probabilities);
  }

  /** One event, counted among {@code trials}. */
  static void assertRate(long count, long trials, double probability) {
    assertThatCountsFit(
        new long[] {count, trials - count}, new double[] {probability, 1 - probability});
  }

  static void assertThatCountsFit(long[] counts, double[] probabilities) {
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, offset(1e-9));
    long trials = Arrays.stream(counts).sum();
    double statistic = 0;
    int freedom = -1;
    for (int i = 0; i < counts.length; i++) {
      if (probabilities[i] == 0) {
        assertThat(counts[i]).as("what cannot happen, number %d", i).isZero();
        continue;
      }
      double expected = trials * probabilities[i];
      assertThat(expected).as("expected count %d, too small for the test", i).isGreaterThan(5);
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
      freedom++;
    }
    double p =
        freedom == 0 ? 1 : 1 - new ChiSquaredDistribution(freedom).cumulativeProbability(statistic);
    assertThat(p)
        .as("counts %s, probabilities %s", Arrays.toString(counts), Arrays.toString(probabilities))
        .isGreaterThan(SIGNIFICANCE);
  }
}
