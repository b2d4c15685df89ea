package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PolynomialMutationTest {

  /**
   * Distribution function of the mutated value, from Deb and Agrawal's density, derived here on its
   * own: a step d in [−1, 0] below has density proportional to (1 + d)^eta, cut at the bound.
   */
  private static double cumulative(double x, double value, double low, double high, double eta) {
    double range = high - low;
    double step = (x - value) / range;
    double down = (value - low) / range;
    double up = (high - value) / range;
    if (x <= low) {
      return 0;
    }
    if (x >= high) {
      return 1;
    }
    if (step < 0) {
      double cut = Math.pow(1 - down, eta + 1);
      return 0.5 * (Math.pow(1 + step, eta + 1) - cut) / (1 - cut);
    }
    double cut = Math.pow(1 - up, eta + 1);
    return 1 - 0.5 * (Math.pow(1 - step, eta + 1) - cut) / (1 - cut);
  }

  /** Probability of each integer in [low, high] as the child of {@code value}. */
  static double[] integerDistribution(int value, int low, int high, double eta) {
    double[] result = new double[high - low + 1];
    for (int i = low; i <= high; i++) {
      result[i - low] =
          cumulative(i + 0.5, value, low - 0.5, high + 0.5, eta)
              - cumulative(i - 0.5, value, low - 0.5, high + 0.5, eta);
    }
    return result;
  }

  @Test
  void realChildrenFollowTheDensity() {
    for (double eta : new double[] {0.05, 3, 20}) {
      for (double value : new double[] {0.1, 0.5, 0.95}) {
        RandomGenerator random = new SplittableRandom(7);
        PolynomialMutation mutation = new PolynomialMutation(eta);
        long[] counts = new long[20];
        for (int i = 0; i < 20_000; i++) {
          double child = mutation.mutate(value, 0, 1, random);
          assertThat(child).isBetween(0.0, 1.0);
          // Bins of equal probability, so that none is too small.
          counts[Math.min(19, (int) (20 * cumulative(child, value, 0, 1, eta)))]++;
        }
        Chances.assertUniform(counts);
      }
    }
  }

  @Test
  void integerChildrenFollowTheDensityOverIntervalsOfLengthOne() {
    RandomGenerator random = new SplittableRandom(8);
    PolynomialMutation mutation = new PolynomialMutation(3);
    long[] counts = new long[5];
    for (int i = 0; i < 50_000; i++) {
      counts[mutation.mutate(3, 0, 4, random)]++;
    }
    Chances.assertThatCountsFit(counts, integerDistribution(3, 0, 4, 3));
  }

  /** NSGA-Net's eta of 3 flips a bit that mutates in about one of six cases. */
  @Test
  void aBitFlipsWithProbability0157() {
    assertThat(integerDistribution(0, 0, 1, 3)[1]).isBetween(0.156, 0.158);
    RandomGenerator random = new SplittableRandom(9);
    PolynomialMutation mutation = new PolynomialMutation(3);
    long flips = 0;
    for (int i = 0; i < 50_000; i++) {
      flips += mutation.mutate(0, 0, 1, random);
    }
    Chances.assertRate(flips, 50_000, integerDistribution(0, 0, 1, 3)[1]);
  }

  @Test
  void oneValueStaysItself() {
    RandomGenerator random = new SplittableRandom(10);
    assertThat(new PolynomialMutation(3).mutate(2.0, 2.0, 2.0, random)).isEqualTo(2.0);
    assertThat(new PolynomialMutation(3).mutate(2, 2, 2, random)).isEqualTo(2);
  }
}
