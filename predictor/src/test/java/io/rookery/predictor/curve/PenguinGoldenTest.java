package io.rookery.predictor.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Providers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the published code says of its own three sample curves (Rorabaugh et al. 2022). */
class PenguinGoldenTest {

  private static final double HORIZON = 20;

  private final Map<String, List<Map<String, String>>> curves =
      RecordedRows.resource("/golden/penguin_golden.csv");

  private final PredictionEngine engine =
      new PredictionEngine(
          Metric.ACCURACY,
          "penguin",
          Providers.predictor("penguin").create(Metric.ACCURACY),
          List.of(Providers.rule("prediction-converged").create(Metric.ACCURACY)),
          Guards.NONE);

  @ParameterizedTest
  @CsvSource({
    "2021_02_15_13_56_59_917381, 3.0, 1.18874, 1.125989",
    "2021_02_15_13_55_26_539263, 4.0, 25.712059, 26.99",
    "2021_02_15_14_01_32_105932, 8.5, 22.819695, 16.842105",
  })
  void stopsAndPredictsAsPublished(String id, double stop, double predicted, double actual) {
    List<Map<String, String>> rows = curves.get(id);
    assertThat(fitness(rows, HORIZON)).isCloseTo(actual, within(1e-6));
    engine.begin(id, HORIZON, Map.of());
    for (Map<String, String> row : rows) {
      double epoch = Double.parseDouble(row.get("epoch"));
      CurvePoint point = CurvePoint.of(epoch, Double.parseDouble(row.get("fitness")));
      Decision decision = engine.observe(id, point).decision();
      if (decision instanceof Decision.Converged converged) {
        assertThat(epoch).isEqualTo(stop);
        assertThat(converged.prediction().mean()).isCloseTo(predicted, within(1e-3));
        return;
      }
      assertThat(epoch).as("trains on").isLessThan(stop);
    }
  }

  private static double fitness(List<Map<String, String>> rows, double epoch) {
    return rows.stream()
        .filter(row -> Double.parseDouble(row.get("epoch")) == epoch)
        .mapToDouble(row -> Double.parseDouble(row.get("fitness")))
        .findFirst()
        .orElseThrow();
  }
}
