package io.rookery.predictor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.Audit;
import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Four networks of three epochs, alike: off by 4 points after the first, by 1 after the second. */
class ErrorProfileTest {

  /** Prices stand on a grid; each is so many times the one before. */
  private static final double GRID = Math.pow(1000 / 0.02, 1 / 59.0);

  private final ErrorProfile profile = ErrorProfile.of(Collections.nCopies(4, audit()));

  private static Audit audit() {
    LearningCurve curve =
        LearningCurve.of(List.of(CurvePoint.of(1, 60), CurvePoint.of(2, 75), CurvePoint.of(3, 80)));
    return new Audit(
        new Trial("a", 3, Map.of(), true), curve, List.of(predicted(84, 4), predicted(81, 1)));
  }

  private static Optional<Prediction> predicted(double mean, double expectedError) {
    // A stated deviation counts as an expected error of 0.8 of it.
    NormalBelief belief = new NormalBelief(mean, expectedError / 0.8);
    return Optional.of(new Prediction(3, belief, "test", List.of()));
  }

  @Test
  void stopsWhereNoLaterEpochIsWorthItsPrice() {
    // After epoch 1: 4p ≤ 1 + p and 4p ≤ 2. After epoch 2: p ≤ 1.
    assertThat(profile.stops(0.333, 1, 4)).isTrue();
    assertThat(profile.stops(0.334, 1, 4)).isFalse();
    assertThat(profile.stops(0.999, 2, 1)).isTrue();
    assertThat(profile.stops(1.001, 2, 1)).isFalse();
    assertThat(profile.stops(0.001, 3, 1)).as("at the horizon").isFalse();
  }

  @Test
  void twiceTheErrorFallsAsTheMeanOneDoes() {
    // 8p ≤ 1 + 2p and 8p ≤ 2.
    assertThat(profile.stops(0.166, 1, 8)).isTrue();
    assertThat(profile.stops(0.167, 1, 8)).isFalse();
  }

  @Test
  void thePriceIsTheLeastThatKeepsTheAllowance() {
    // Stopped after epoch 2, four true errors of 1 beside ten believed ones of 1.3.
    double calibration = (4 + 10 * 1.3) / (4 + 10);
    ErrorProfile.Price price = profile.price(calibration + 1e-9);
    assertThat(price.value()).isBetween(1 / 3.0, GRID / 3);
    assertThat(price.calibration()).isCloseTo(calibration, within(1e-12));
    assertThat(profile.price(calibration - 1e-9).value()).as("none stops").isBetween(1.0, GRID);
    assertThat(profile.price(10).value()).as("all stop at once").isEqualTo(0.02);
  }
}
