package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void onePointDominatesABox(int objectives) {
    double[] reference = new double[objectives];
    double[] point = new double[objectives];
    Arrays.fill(reference, 3);
    Arrays.fill(point, 1);
    assertThat(new Hypervolume(reference).of(List.of(point)))
        .isEqualTo(Math.pow(2, objectives), within(1e-12));
  }

  /**
   * Of n points evenly on x + y = 1 up to (1, 1): n steps, ½·(1 − 1/(n − 1)) below the line's ½.
   */
  @Test
  void pointsOnALineDominateAStaircase() {
    int n = 11;
    List<double[]> line =
        IntStream.range(0, n).mapToObj(i -> new double[] {i / 10.0, 1 - i / 10.0}).toList();
    assertThat(new Hypervolume(1, 1).of(line)).isEqualTo(0.5 * (1 - 1.0 / (n - 1)), within(1e-12));
  }

  /** Points (i, j, k) with i + j + k = m on a grid: (m + 1)³ less the simplex of cells below. */
  @Test
  void pointsOnAPlaneDominateAStaircaseOfCells() {
    int m = 6;
    List<double[]> plane = new ArrayList<>();
    for (int i = 0; i <= m; i++) {
      for (int j = 0; i + j <= m; j++) {
        plane.add(new double[] {i, j, m - i - j});
      }
    }
    double cellsBelow = m * (m + 1) * (m + 2) / 6.0;
    assertThat(new Hypervolume(m + 1, m + 1, m + 1).of(plane))
        .isEqualTo(Math.pow(m + 1, 3) - cellsBelow, within(1e-9));
  }

  @Test
  void twoBoxesCountTheirOverlapOnce() {
    assertThat(new Hypervolume(4, 4, 4).of(List.of(new double[] {1, 2, 3}, new double[] {3, 2, 1})))
        .isEqualTo(3 * 2 * 1 + 1 * 2 * 3 - 1 * 2 * 1, within(1e-12));
  }

  @Test
  void dominatedPointsAndThoseBeyondTheReferenceCountNothing() {
    Hypervolume volume = new Hypervolume(10, 10);
    List<double[]> points = List.of(new double[] {2, 3}, new double[] {3, 2});
    List<double[]> more = new ArrayList<>(points);
    more.add(new double[] {5, 5});
    more.add(new double[] {2, 3});
    more.add(new double[] {0, 11});
    assertThat(volume.of(more)).isEqualTo(volume.of(points));
    assertThat(volume.of(List.of())).isZero();
  }

  @Test
  void agreesWithCountingRandomPoints() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> points =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()})
            .toList();
    int inside = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double[] at = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      inside +=
          points.stream().anyMatch(p -> p[0] <= at[0] && p[1] <= at[1] && p[2] <= at[2]) ? 1 : 0;
    }
    // Four standard deviations of a proportion of 200,000 are below 0.0045.
    assertThat(new Hypervolume(1, 1, 1).of(points))
        .isEqualTo((double) inside / draws, within(0.0045));
  }

  @Test
  void refusesPointsOfOtherDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hypervolume(1, 1).of(List.of(new double[] {0, 0, 0})))
        .withMessageContaining("2 objectives, a point has 3");
  }
}
