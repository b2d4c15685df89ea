package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.BaseSeq;
import io.jenetics.util.ISeq;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {

  private final SplittableRandom random = new SplittableRandom(5);

  private double[][] points(int count, int objectives, int levels) {
    double[][] points = new double[count][objectives];
    for (double[] point : points) {
      Arrays.setAll(point, i -> levels == 0 ? random.nextDouble() : random.nextInt(levels));
    }
    return points;
  }

  /** Jenetics maximises. */
  private static BaseSeq<Vec<double[]>> negated(double[][] points) {
    return Arrays.stream(points)
        .map(point -> Vec.of(Arrays.stream(point).map(x -> -x).toArray()))
        .collect(ISeq.toISeq());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ranksAsJeneticsDoes(int objectives) {
    for (int run = 0; run < 50; run++) {
      double[][] points = points(60, objectives, run % 2 == 0 ? 0 : 6);
      Ranking ranking = Ranking.of(points);
      assertThat(IntStream.range(0, 60).map(ranking::rank).toArray())
          .isEqualTo(Pareto.rank(negated(points)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void crowdsAFrontAsJeneticsDoes(int objectives) {
    for (int run = 0; run < 50; run++) {
      double[][] front = front(points(300, objectives, 0));
      Ranking ranking = Ranking.of(front);
      double[] expected = Pareto.crowdingDistance(negated(front));
      for (int i = 0; i < front.length; i++) {
        assertThat(ranking.crowding(i)).isEqualTo(expected[i], within(1e-12));
      }
    }
  }

  private static double[][] front(double[][] points) {
    Ranking ranking = Ranking.of(points);
    return IntStream.range(0, points.length)
        .filter(i -> ranking.rank(i) == 0)
        .mapToObj(i -> points[i])
        .toArray(double[][]::new);
  }

  @Test
  void aPointDominatesWhereItIsNowhereWorseAndSomewhereBetter() {
    Ranking ranking = Ranking.of(new double[][] {{1, 2}, {1, 3}, {0, 4}, {1, 2}});
    assertThat(ranking.dominates(0, 1)).isTrue();
    assertThat(ranking.dominates(1, 0)).isFalse();
    assertThat(ranking.dominates(0, 2)).isFalse();
    assertThat(ranking.dominates(2, 0)).isFalse();
    assertThat(ranking.dominates(0, 3)).isFalse();
  }

  @Test
  void oneObjectiveIsSorted() {
    Ranking ranking = Ranking.of(new double[][] {{3}, {1}, {2}, {1}});
    assertThat(IntStream.range(0, 4).mapToObj(ranking::rank)).isEqualTo(List.of(2, 0, 1, 0));
  }

  @Test
  void crowdingIsTheGapOfTheNeighboursAsAShareOfTheExtent() {
    // On the line x + y = 10: inner gaps (4 − 0)/10 + (10 − 6)/10 and (10 − 1)/10 + (9 − 0)/10.
    Ranking ranking = Ranking.of(new double[][] {{0, 10}, {1, 9}, {4, 6}, {10, 0}});
    assertThat(ranking.crowding(0)).isInfinite();
    assertThat(ranking.crowding(3)).isInfinite();
    assertThat(ranking.crowding(1)).isEqualTo(0.8, within(1e-12));
    assertThat(ranking.crowding(2)).isEqualTo(1.8, within(1e-12));
    assertThat(IntStream.range(0, 4).boxed().sorted(ranking.crowdedComparison())).endsWith(2, 1);
  }

  @Test
  void noPointsAreNoFront() {
    assertThat(Ranking.of(new double[0][0])).hasToString("ranks []");
  }
}
