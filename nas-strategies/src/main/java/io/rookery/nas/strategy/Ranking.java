package io.rookery.nas.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points ranked by domination and crowding: Deb, Pratap, Agarwal, Meyarivan 2002,
 * doi:10.1109/4235.996017, sections III.A and III.B. All objectives are minimised.
 *
 * <p>Of n points in m objectives: time O(m n²), memory O(n²) at worst.
 */
final class Ranking {

  private final double[][] points;
  private final int[] ranks;
  private final double[] crowding;

  private Ranking(double[][] points) {
    this.points = points;
    this.ranks = new int[points.length];
    this.crowding = new double[points.length];
    for (List<Integer> front : sort()) {
      crowd(front);
    }
  }

  /**
   * The ranking.
   *
   * @param points (point, objective), all finite
   */
  static Ranking of(double[][] points) {
    return new Ranking(points);
  }

  /** 0 for the points that none dominates, 1 for those that only these dominate, and so on. */
  int rank(int point) {
    return ranks[point];
  }

  /**
   * How far apart its neighbours on its front are, as a share of the front's extent, summed over
   * the objectives; infinite at the front's ends.
   */
  double crowding(int point) {
    return crowding[point];
  }

  /** Whether one point is nowhere worse than the other and somewhere better. */
  boolean dominates(int one, int other) {
    boolean better = false;
    for (int objective = 0; objective < points[one].length; objective++) {
      if (points[one][objective] > points[other][objective]) {
        return false;
      }
      better |= points[one][objective] < points[other][objective];
    }
    return better;
  }

  /** The crowded comparison: lower rank first, of one rank the less crowded. */
  Comparator<Integer> crowdedComparison() {
    return Comparator.<Integer>comparingInt(this::rank)
        .thenComparing(Comparator.<Integer>comparingDouble(this::crowding).reversed());
  }

  /** Fast non-dominated sorting: peels one front after the other. */
  private List<List<Integer>> sort() {
    List<List<Integer>> dominated = new ArrayList<>();
    int[] dominators = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      dominated.add(new ArrayList<>());
    }
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        if (dominates(i, j)) {
          dominated.get(i).add(j);
          dominators[j]++;
        }
      }
    }
    return peel(dominated, dominators);
  }

  private List<List<Integer>> peel(List<List<Integer>> dominated, int[] dominators) {
    List<List<Integer>> fronts = new ArrayList<>();
    List<Integer> front =
        IntStream.range(0, points.length).filter(i -> dominators[i] == 0).boxed().toList();
    while (!front.isEmpty()) {
      List<Integer> next = new ArrayList<>();
      for (int i : front) {
        ranks[i] = fronts.size();
        for (int j : dominated.get(i)) {
          if (--dominators[j] == 0) {
            next.add(j);
          }
        }
      }
      fronts.add(front);
      front = next;
    }
    return fronts;
  }

  private void crowd(List<Integer> front) {
    for (int objective = 0; objective < points[front.get(0)].length; objective++) {
      int along = objective;
      List<Integer> sorted = new ArrayList<>(front);
      sorted.sort(Comparator.comparingDouble(i -> points[i][along]));
      int first = sorted.get(0);
      int last = sorted.get(sorted.size() - 1);
      double extent = points[last][along] - points[first][along];
      crowding[first] = Double.POSITIVE_INFINITY;
      crowding[last] = Double.POSITIVE_INFINITY;
      for (int i = 1; i < sorted.size() - 1 && extent > 0; i++) {
        double gap = points[sorted.get(i + 1)][along] - points[sorted.get(i - 1)][along];
        crowding[sorted.get(i)] += gap / extent;
      }
    }
  }

  @Override
  public String toString() {
    return "ranks " + Arrays.toString(ranks);
  }
}
