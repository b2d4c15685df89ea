package io.rookery.predictor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.Belief;
import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.RuleProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class UnderperformingTest {

  /** Normal around the last value: its tail has a closed form. */
  private static FitnessPredictor normal(double sd) {
    return (trial, curve) ->
        Optional.of(
            new Prediction(
                trial.horizon(), new Normal(curve.last().fitness(), sd), "normal", List.of()));
  }

  @Test
  void abandonsExactlyBelowTheNormalQuantile() {
    double quantile = new NormalDistribution().inverseCumulativeProbability(0.99);
    assertThat(decision(Metric.ACCURACY, 2, 80 - 2 * quantile - 1e-6))
        .isInstanceOf(Decision.Abandon.class);
    assertThat(decision(Metric.ACCURACY, 2, 80 - 2 * quantile + 1e-6)).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void onALossTheLowerIsTheBetter() {
    double quantile = new NormalDistribution().inverseCumulativeProbability(0.99);
    assertThat(decision(Metric.LOSS, 2, 80 + 2 * quantile + 1e-6))
        .isInstanceOf(Decision.Abandon.class);
    assertThat(decision(Metric.LOSS, 2, 80 + 2 * quantile - 1e-6)).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void saysWhyWithItsNumbers() {
    Decision decision = decision(Metric.ACCURACY, 2, 70);
    assertThat(decision.why())
        .hasValueSatisfying(
            reason -> {
              assertThat(reason.rule()).isEqualTo("underperforming");
              assertThat(reason.numbers()).containsEntry("mark", 80.0).containsEntry("k", 2.0);
              assertThat(reason.numbers().get("probability"))
                  .isCloseTo(new NormalDistribution().cumulativeProbability(-5), within(1e-12));
              assertThat(reason.text()).contains("80.00").contains("70.00");
            });
  }

  @Test
  void withoutUncertaintyNothingIsAbandoned() {
    assertThat(decision(Metric.ACCURACY, Double.POSITIVE_INFINITY, 1)).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void beforeKHaveFinishedNothingIsAbandoned() {
    PredictionEngine engine = engine(Metric.ACCURACY, 1);
    finish(engine, "a", 90);
    engine.begin("b", 2, Map.of());
    assertThat(engine.observe("b", CurvePoint.of(1, 1)).decision()).isEqualTo(Decision.CONTINUE);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new Underperforming.Settings(0, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Underperforming.Settings(5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0");
  }

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(RuleProvider.class).stream().map(p -> p.get().name()))
        .contains("underperforming");
  }

  /** After 90, 80 and 70 were measured, with k = 2 on accuracy and 60, 80, 90 on a loss. */
  private static Decision decision(Metric metric, double sd, double fitness) {
    PredictionEngine engine = engine(metric, sd);
    finish(engine, "a", metric == Metric.ACCURACY ? 90 : 60);
    finish(engine, "b", 80);
    finish(engine, "c", metric == Metric.ACCURACY ? 70 : 90);
    engine.begin("d", 2, Map.of());
    return engine.observe("d", CurvePoint.of(1, fitness)).decision();
  }

  private static PredictionEngine engine(Metric metric, double sd) {
    return new PredictionEngine(
        metric,
        "normal",
        normal(sd),
        List.of(new Underperforming(new Underperforming.Settings(2, 0.01), metric)),
        Guards.NONE);
  }

  private static void finish(PredictionEngine engine, String id, double fitness) {
    engine.begin(id, 1, Map.of());
    engine.observe(id, CurvePoint.of(1, fitness));
  }

  private record Normal(double mean, double standardDeviation) implements Belief {

    @Override
    public double quantile(double p) {
      return new NormalDistribution(mean, standardDeviation).inverseCumulativeProbability(p);
    }

    @Override
    public double atLeast(double fitness) {
      return Double.isInfinite(standardDeviation)
          ? 0.5
          : new NormalDistribution(fitness, standardDeviation).cumulativeProbability(mean);
    }
  }
}
