package io.rookery.submit;

import io.rookery.nas.bench.TabularSearch;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How far the winner of so many networks is behind the best of the table: mean and standard
 * deviation over the searches in which there is a winner; NaN where there is none.
 *
 * @param networks asked for
 * @param searches with a winner
 */
record Regret(int networks, long searches, double mean, double deviation) {

  /**
   * Of the winners of all searches.
   *
   * @param column that they are compared in, not necessarily the one they were chosen by
   */
  static Regret of(List<TabularSearch> searches, int networks, String column) {
    DoubleStream regrets =
        searches.stream()
            .map(search -> search.regret(networks, column))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble);
    DescriptiveStatistics statistics = new DescriptiveStatistics(regrets.toArray());
    return new Regret(
        networks, statistics.getN(), statistics.getMean(), statistics.getStandardDeviation());
  }
}
