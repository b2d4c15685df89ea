package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.space.SimulatedBinaryCrossover.Pair;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimulatedBinaryCrossoverTest {

  /**
   * Distribution function of the spread b, from Deb and Agrawal's density: (eta + 1)/2 · b^eta up
   * to 1, (eta + 1)/2 · b^−(eta + 2) beyond, cut where the bound lies.
   */
  private static double cumulative(double b, double most, double eta) {
    return uncut(b, eta) / uncut(most, eta);
  }

  private static double uncut(double b, double eta) {
    return b <= 1 ? 0.5 * Math.pow(b, eta + 1) : 1 - 0.5 * Math.pow(b, -(eta + 1));
  }

  @Test
  void childrenSpreadByTheDensity() {
    for (double eta : new double[] {0.05, 3, 20}) {
      RandomGenerator random = new SplittableRandom(1);
      SimulatedBinaryCrossover crossover = new SimulatedBinaryCrossover(eta);
      long[] low = new long[20];
      long[] high = new long[20];
      for (int i = 0; i < 20_000; i++) {
        Pair<Double> children = crossover.cross(0.3, 0.5, 0, 1, random);
        double less = Math.min(children.first(), children.second());
        double more = Math.max(children.first(), children.second());
        assertThat(less).isBetween(0.0, 0.4);
        assertThat(more).isBetween(0.4, 1.0);
        low[bin(cumulative((0.4 - less) / 0.1, 4, eta))]++;
        high[bin(cumulative((more - 0.4) / 0.1, 6, eta))]++;
      }
      Chances.assertUniform(low);
      Chances.assertUniform(high);
    }
  }

  private static int bin(double probability) {
    return Math.min(19, (int) (20 * probability));
  }

  @Test
  void whichChildComesFirstIsDrawn() {
    RandomGenerator random = new SplittableRandom(2);
    SimulatedBinaryCrossover crossover = new SimulatedBinaryCrossover(20);
    long ascending = 0;
    for (int i = 0; i < 20_000; i++) {
      Pair<Double> children = crossover.cross(0.3, 0.5, 0, 1, random);
      ascending += children.first() < children.second() ? 1 : 0;
    }
    Chances.assertRate(ascending, 20_000, 0.5);
  }

  @Test
  void integersFillAllIntervalsOfLengthOne() {
    RandomGenerator random = new SplittableRandom(3);
    SimulatedBinaryCrossover crossover = new SimulatedBinaryCrossover(3);
    long[] counts = new long[4];
    for (int i = 0; i < 40_000; i++) {
      Pair<Integer> children = crossover.cross(2, 4, 1, 8, random);
      counts[Math.min(children.first(), children.second())]++;
    }
    // The lesser child lies below 3; 2 − ½ and 3 − ½ bound the middle interval.
    double most = 1 + 2 * (2 - 0.5) / 2;
    double toOneAndAHalf = cumulative(1.5, most, 3);
    double toTwoAndAHalf = cumulative(0.5, most, 3);
    Chances.assertThatCountsFit(
        counts, new double[] {0, 1 - toOneAndAHalf, toOneAndAHalf - toTwoAndAHalf, toTwoAndAHalf});
  }

  @Test
  void equalParentsHaveEqualChildren() {
    RandomGenerator random = new SplittableRandom(4);
    assertThat(new SimulatedBinaryCrossover(3).cross(0.5, 0.5, 0, 1, random))
        .isEqualTo(new Pair<>(0.5, 0.5));
  }
}
