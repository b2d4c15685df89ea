package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImprovementTest {

  /** Against the closed form of a normal belief (Jones, Schonlau and Welch 1998, equation 15). */
  @ParameterizedTest
  @CsvSource({"50, 5, 50", "50, 5, 60", "50, 5, 45", "70, 0.1, 70.2", "30, 8, 55", "40, 0.001, 41"})
  void agreesWithTheClosedForm(double mean, double deviation, double mark) {
    NormalDistribution standard = new NormalDistribution();
    double u = (mean - mark) / deviation;
    double closed =
        (mean - mark) * standard.cumulativeProbability(u) + deviation * standard.density(u);
    Belief belief = new NormalBelief(mean, deviation);
    assertThat(belief.improvement(Metric.ACCURACY, mark))
        .isCloseTo(closed, within(1e-3 * closed + 1e-9));
    Belief mirrored = new NormalBelief(100 - mean, deviation);
    assertThat(mirrored.improvement(Metric.LOSS, 100 - mark))
        .isCloseTo(closed, within(1e-3 * closed + 1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0", "Infinity"})
  void withoutSpreadTheMeanCounts(double deviation) {
    Belief belief = new NormalBelief(80, deviation);
    assertThat(belief.improvement(Metric.ACCURACY, 70)).isEqualTo(10);
    assertThat(belief.improvement(Metric.ACCURACY, 90)).isZero();
    assertThat(belief.improvement(Metric.LOSS, 90)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"100, ACCURACY", "0, LOSS"})
  void nothingIsBetterThanTheEndOfTheScale(double mark, Metric metric) {
    assertThat(new NormalBelief(50, 30).improvement(metric, mark)).isZero();
  }
}
