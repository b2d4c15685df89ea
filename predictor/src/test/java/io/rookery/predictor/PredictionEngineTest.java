package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionEngineTest {

  @ParameterizedTest
  @CsvSource({
    "ACCURACY, 100.5, 0 to 100.0 (ACCURACY): 100.5",
    "ACCURACY, -0.1, 0 to 100.0 (ACCURACY): -0.1",
    "LOSS, -1, 0 to Infinity (LOSS): -1.0",
  })
  void refusesAFitnessOffItsScaleAndKeepsTheCurve(Metric metric, double fitness, String range) {
    PredictionEngine engine = engine(metric);
    engine.begin("n7", 10, Map.of());
    engine.observe("n7", CurvePoint.of(1, 0.5));
    assertThatThrownBy(() -> engine.observe("n7", CurvePoint.of(2, fitness)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the fitness of n7 at epoch 2.0 must lie in " + range);
    assertThat(engine.observe("n7", CurvePoint.of(2, 0.6)).decision().goesOn()).isTrue();
  }

  @Test
  void refusesAnEpochThatDoesNotIncreaseAndANetworkThatHasNotBegun() {
    PredictionEngine engine = engine(Metric.ACCURACY);
    engine.begin("a", 10, Map.of());
    engine.observe("a", CurvePoint.of(2, 50));
    assertThatThrownBy(() -> engine.observe("a", CurvePoint.of(2, 51)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must increase: 2.0, 2.0");
    assertThatThrownBy(() -> engine.observe("b", CurvePoint.of(1, 50)))
        .hasMessage("no trial b has begun");
    assertThatThrownBy(() -> engine.begin("a", 10, Map.of()))
        .hasMessage("trial a has already begun");
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1, epoch", "Infinity, 1, epoch", "0, 1, epoch", "1, NaN, fitness"})
  void noPointIsWithoutEpochOrFitness(double epoch, double fitness, String what) {
    assertThatThrownBy(() -> CurvePoint.of(epoch, fitness))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what + " must be finite");
  }

  private static PredictionEngine engine(Metric metric) {
    return new PredictionEngine(
        metric,
        "last-value",
        Providers.predictor("last-value").create(metric),
        List.of(),
        Guards.NONE);
  }
}
