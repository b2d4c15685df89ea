package io.rookery.predictor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.rule.PredictionConvergedProvider.Settings;
import io.rookery.predictor.rule.PredictionConvergedProvider.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionConvergedTest {

  private static StoppingRule rule(Settings settings) {
    return new PredictionConvergedProvider().create(settings, Metric.ACCURACY);
  }

  private static final StoppingRule PUBLISHED = rule(new PredictionConvergedProvider().defaults());

  @Test
  void stopsWhenTheLastThreeLieWithinHalfAPointOfTheirMedian() {
    Decision decision = PUBLISHED.decide(Situations.predicted(70.0, 60.0, 60.5, 60.2));
    assertThat(decision).isInstanceOf(Decision.Converged.class);
    Decision.Converged converged = (Decision.Converged) decision;
    assertThat(converged.prediction().mean()).as("the newest").isEqualTo(60.2);
    assertThat(converged.reason().rule()).isEqualTo("prediction-converged");
    assertThat(converged.reason().numbers())
        .containsEntry("epoch", 4.0)
        .containsEntry("predicted", 60.2)
        .containsEntry("tolerance", 0.5);
    assertThat(converged.reason().numbers().get("spread")).isCloseTo(0.3, within(1e-9));
    assertThat(converged.reason().text())
        .isEqualTo(
            "at epoch 4.000 the last 3 predictions lie within 0.300 of their median (allowed:"
                + " 0.500); predicted at epoch 20.00: 60.20");
  }

  @Test
  void goesOnWhileTheyDisagreeOrAreTooFewOrTheNewestIsMissing() {
    assertThat(PUBLISHED.decide(Situations.predicted(60.0, 60.6, 60.0)).goesOn()).isTrue();
    assertThat(PUBLISHED.decide(Situations.predicted(60.0, 60.0)).goesOn()).isTrue();
    assertThat(PUBLISHED.decide(Situations.predicted(60.0, 60.0, 60.0, null)).goesOn()).isTrue();
  }

  @Test
  void passesOverEpochsWithoutAPrediction() {
    assertThat(PUBLISHED.decide(Situations.predicted(60.0, null, null, 60.1, 60.0)).goesOn())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {100.2, 0, -3})
  void trustsNoPredictionOffTheScale(double mean) {
    assertThat(PUBLISHED.decide(Situations.predicted(mean, mean, mean)).goesOn()).isTrue();
  }

  @Test
  void countsPercentOfTheMedian() {
    StoppingRule percent = rule(new Settings(3, 1, Tolerance.PERCENT));
    assertThat(percent.decide(Situations.predicted(50.0, 50.0, 50.5)).goesOn()).isFalse();
    assertThat(percent.decide(Situations.predicted(20.0, 20.0, 20.5)).goesOn()).isTrue();
  }

  /** The published example: −1.9/85 · median + 2 + 5 · 1.9/85 percent, at least 0.1. */
  @ParameterizedTest
  @CsvSource({"5, 2.0", "47.5, 1.05", "90, 0.1", "95, 0.1"})
  void theTableByMedianIsThePublishedLine(double median, double percent) {
    Settings settings = new Settings(3, 0.5, Tolerance.BY_MEDIAN);
    double allowed = median * percent / 100;
    StoppingRule byMedian = rule(settings);
    assertThat(
            byMedian
                .decide(Situations.predicted(median, median, median + 0.999 * allowed))
                .goesOn())
        .isFalse();
    assertThat(
            byMedian
                .decide(Situations.predicted(median, median, median + 1.001 * allowed))
                .goesOn())
        .isTrue();
  }

  @Test
  void aTableMayBeTheUsersOwn() {
    StoppingRule byMedian =
        rule(new Settings(2, 1, Tolerance.BY_MEDIAN, List.of("50 = 2", "60=4"), 0, 5));
    assertThat(byMedian.decide(Situations.predicted(54.2, 55.8)).goesOn()).isFalse(); // 3 % of 55
    assertThat(byMedian.decide(Situations.predicted(10.0, 10.5)).goesOn()).isTrue(); // 2 % of 10.25
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "90 = -1", "90 = x", "x = 1", "1 = 2 = 3", "NaN = 1"})
  void refusesATableItCannotRead(String row) {
    List<String> table = List.of(row);
    assertThatThrownBy(() -> new Settings(3, 0.5, Tolerance.BY_MEDIAN, table, 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("90 = 0.1");
  }

  @Test
  void theLossCheckKeepsANetworkThatMayStillLearn() {
    StoppingRule checked =
        rule(new Settings(3, 0.5, Tolerance.POINTS, List.of("90 = 0.1"), 19.61, 5));
    // The loss falls up to epoch 4: at epoch 8 it is too early, at epoch 9 five have passed.
    assertThat(checked.decide(stuck(10, 8, 4)).goesOn()).isTrue();
    assertThat(checked.decide(stuck(10, 9, 4)).goesOn()).isFalse();
    assertThat(checked.decide(stuck(30, 8, 4)).goesOn()).as("it has learned").isFalse();
    assertThat(PUBLISHED.decide(stuck(10, 8, 4)).goesOn()).as("without the check").isFalse();
  }

  /** Predictions all at {@code mean}; the validation loss falls up to an epoch. */
  private static Situation stuck(double mean, int epochs, int falling) {
    List<CurvePoint> points = new ArrayList<>();
    List<Optional<Prediction>> predictions = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      points.add(Situations.point(epoch, mean, Double.NaN, 10.0 - Math.min(epoch, falling)));
      predictions.add(Optional.of(Situations.prediction(mean, 1)));
    }
    return Situations.of("network", points, predictions);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new Settings(1, 0.5, Tolerance.POINTS)).hasMessageContaining("1, 0.5");
    assertThatThrownBy(() -> new Settings(3, 0, Tolerance.POINTS)).hasMessageContaining("3, 0.0");
    assertThatThrownBy(() -> new Settings(3, 1, Tolerance.POINTS, List.of("1 = 1"), -1, 5))
        .hasMessageContaining("neverLearns");
  }
}
