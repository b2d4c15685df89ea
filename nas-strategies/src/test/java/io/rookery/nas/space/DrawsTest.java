package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private final RandomGenerator random = new SplittableRandom(1);

  @Test
  void nearIntegersAreOthersWithinAFifthEachWithEqualChance() {
    long[] counts = new long[41];
    for (int i = 0; i < 80_000; i++) {
      int near = Draws.near(100, List.of(1, 1000), random);
      assertThat(near).isBetween(80, 120).isNotEqualTo(100);
      counts[near - 80]++;
    }
    double[] expected = new double[41];
    for (int i = 0; i < 41; i++) {
      expected[i] = i == 20 ? 0 : 1.0 / 40;
    }
    Chances.assertThatCountsFit(counts, expected);
  }

  @Test
  void nearIntegersMoveByOneWhereAFifthIsLessAndStayInBounds() {
    long up = 0;
    for (int i = 0; i < 20_000; i++) {
      int near = Draws.near(2, List.of(1, 32), random);
      assertThat(near).isIn(1, 3);
      up += near == 3 ? 1 : 0;
      assertThat(Draws.near(1, List.of(1, 32), random)).isEqualTo(2);
      assertThat(Draws.near(7, List.of(7, 7), random)).isEqualTo(7);
    }
    Chances.assertRate(up, 20_000, 0.5);
  }

  @Test
  void logIntegersFollowTheLogarithmOfTheirIntervals() {
    long[] counts = new long[5];
    for (int i = 0; i < 50_000; i++) {
      counts[Draws.logInteger(List.of(0, 4), random)]++;
    }
    double[] expected = new double[5];
    for (int value = 0; value < 5; value++) {
      expected[value] = Math.log((value + 2.0) / (value + 1.0)) / Math.log(6);
    }
    Chances.assertThatCountsFit(counts, expected);
  }

  @Test
  void logNumbersAreUniformInTheLogarithm() {
    long[] counts = new long[10];
    for (int i = 0; i < 20_000; i++) {
      double value = Draws.logNumber(1e-4, 1e-1, random);
      counts[Math.min(9, (int) (10 * Math.log10(value / 1e-4) / 3))]++;
    }
    Chances.assertUniform(counts);
  }

  @Test
  void nearNumbersAreUniformWithinAFifthOfTheRangeAndClipped() {
    long[] counts = new long[10];
    long clipped = 0;
    for (int i = 0; i < 20_000; i++) {
      double near = Draws.near(5.0, 0, 10, random);
      counts[Math.min(9, (int) ((near - 3) / 4 * 10))]++;
      clipped += Draws.near(9.0, 0, 10, random) == 10 ? 1 : 0;
    }
    Chances.assertUniform(counts);
    Chances.assertRate(clipped, 20_000, 0.25);
  }

  @Test
  void logNearNumbersAreUniformWithinHalfAnOrderOfMagnitude() {
    long[] counts = new long[10];
    for (int i = 0; i < 20_000; i++) {
      double near = Draws.logNear(0.01, 1e-6, 1, random);
      counts[Math.min(9, (int) ((Math.log10(near) + 2.5) * 10))]++;
    }
    Chances.assertUniform(counts);
  }
}
