package io.rookery.predictor.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a setting must keep to be fit for the default: docs/decisions/0011 says why these. */
enum Trade {
  /** What is stated of a network is off by at most a point on average, and by 1.3 on no set. */
  KNOWS_EVERY_NETWORK("knows every network") {
    @Override
    double strain(List<Worth> worths) {
      double mean = worths.stream().mapToDouble(Worth::error).average().orElseThrow();
      return Math.max(mean / MEAN_ERROR, worst(worths, Worth::error) / WORST_ERROR);
    }
  },

  /** Neither the winner, nor the parents of the next networks, nor an interval is far off. */
  LOSES_LITTLE("loses little") {
    @Override
    double strain(List<Worth> worths) {
      return Math.max(
          worst(worths, Worth::winner) / WINNER,
          Math.max(worst(worths, Worth::parents) / PARENTS, worst(worths, Worth::misses) / MISSES));
    }
  };

  private static final double MEAN_ERROR = 1;
  private static final double WORST_ERROR = 1.3;
  private static final double WINNER = 0.1;
  private static final double PARENTS = 0.5;
  private static final double MISSES = 0.2;

  private final String words;

  Trade(String words) {
    this.words = words;
  }

  /** The largest ratio of a figure to its limit: a setting is fit where it is at most 1. */
  abstract double strain(List<Worth> worths);

  private static double worst(List<Worth> worths, ToDoubleFunction<Worth> figure) {
    return worths.stream().mapToDouble(figure).max().orElseThrow();
  }

  @Override
  public String toString() {
    return words;
  }
}
