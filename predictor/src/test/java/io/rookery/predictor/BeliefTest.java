package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeliefTest {

  private static final double[] PROBABILITIES = {
    1e-6, 0.001, 0.05, 0.25, 0.4999, 0.5, 0.6, 0.9, 0.95, 0.999, 1 - 1e-6
  };

  @Test
  void normalAgreesWithHipparchus() {
    NormalBelief belief = new NormalBelief(70, 3);
    NormalDistribution oracle = new NormalDistribution(70, 3);
    for (double p : PROBABILITIES) {
      double quantile = oracle.inverseCumulativeProbability(p);
      assertThat(belief.quantile(p)).isCloseTo(quantile, within(1e-8));
      assertThat(belief.atLeast(quantile)).isCloseTo(1 - p, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5, 2, 3, 4.7, 10, 30, 200, 1e5})
  void studentAgreesWithHipparchus(double degrees) {
    StudentBelief belief = new StudentBelief(70, 3, degrees);
    TDistribution oracle = new TDistribution(degrees);
    for (double p : PROBABILITIES) {
      double quantile = 70 + 3 * oracle.inverseCumulativeProbability(p);
      assertThat(belief.quantile(p))
          .as("p = %s", p)
          .isCloseTo(quantile, within(1e-7 * Math.abs(quantile - 70) + 1e-7));
      // With many degrees 1 − t²/degrees rounds to 1 near the center.
      assertThat(belief.atLeast(belief.quantile(p))).isCloseTo(1 - p, within(1e-7));
    }
  }

  @Test
  void studentsDeviationIsInfiniteUpToTwoDegrees() {
    assertThat(new StudentBelief(0, 1, 2).standardDeviation()).isInfinite();
    assertThat(new StudentBelief(0, 2, 4).standardDeviation())
        .isCloseTo(2 * Math.sqrt(2), within(1e-12));
    assertThat(new StudentBelief(0, 0, 1).standardDeviation()).isZero();
  }

  @Test
  void knowsTheEdges() {
    NormalBelief unknown = new NormalBelief(50, Double.POSITIVE_INFINITY);
    assertThat(unknown.quantile(0.5)).isEqualTo(50);
    assertThat(unknown.quantile(0.05)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(unknown.atLeast(99)).isEqualTo(0.5);
    for (Belief sure : new Belief[] {new NormalBelief(50, 0), new StudentBelief(50, 0, 3)}) {
      assertThat(sure.quantile(0.05)).isEqualTo(50);
      assertThat(sure.atLeast(50)).isEqualTo(1);
      assertThat(sure.atLeast(50.1)).isZero();
    }
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> new NormalBelief(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new NormalBelief(1, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new StudentBelief(1, 1, 0)).hasMessageContaining("degrees");
    assertThatThrownBy(() -> new NormalBelief(1, 1).quantile(1)).hasMessageContaining("p must");
    assertThatThrownBy(() -> new StudentBelief(1, 1, 1).quantile(0)).hasMessageContaining("p must");
  }
}
