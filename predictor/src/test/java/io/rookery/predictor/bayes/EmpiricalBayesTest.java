package io.rookery.predictor.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import io.rookery.predictor.preset.Preset;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.RecordedCurve;
import io.rookery.predictor.replay.Replay;
import io.rookery.predictor.replay.ReplayResult;
import io.rookery.predictor.replay.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmpiricalBayesTest {

  @Test
  void ridgeOnOneCenteredFeatureHasItsClosedForm() {
    Columns x = ColumnsTest.columns(new double[] {-1}, new double[] {0}, new double[] {1});
    double[] y = {1, 2, 6};
    Ridge fit = Ridge.solve(Ridge.Sums.of(x, y), new double[] {2}, new double[] {0.5});
    // (Σxy + penalty·prior) / (Σx² + penalty), and the mean of y as the intercept.
    assertThat(fit.coefficients[0]).isCloseTo((5 + 1) / 4.0, within(1e-12));
    assertThat(fit.coefficients[1]).isCloseTo(3, within(1e-12));
    assertThat(fit.leverage().of(new double[] {1})).isCloseTo(1 / 4.0 + 1 / 3.0, within(1e-12));
  }

  @Test
  void scalesAreInverted() {
    for (double fitness : new double[] {0, 0.4, 50, 99.99, 100}) {
      assertThat(Scale.LOGIT.fitness(Scale.LOGIT.of(fitness))).isCloseTo(fitness, within(1e-9));
      assertThat(Scale.MINUS_LOG.fitness(Scale.MINUS_LOG.of(fitness)))
          .isCloseTo(fitness, within(1e-9));
    }
  }

  @Test
  void aBeliefOfALossIsTheMirrorOfOneOfAnAccuracy() {
    LatentBelief accuracy = new LatentBelief(Scale.LOGIT, new Posterior(1, 0.25, 5));
    LatentBelief loss = new LatentBelief(Scale.MINUS_LOG, new Posterior(1, 0.25, 5));
    assertThat(accuracy.atLeast(accuracy.quantile(0.05))).isCloseTo(0.95, within(1e-6));
    assertThat(loss.atLeast(loss.quantile(0.05))).isCloseTo(0.95, within(1e-6));
    assertThat(loss.quantile(0.05)).isLessThan(loss.mean());
  }

  @Test
  void aBeliefBeyondAnEndOfTheScaleCountsAtThatEnd() {
    LatentBelief sureOfAll = new LatentBelief(Scale.LOGIT, new Posterior(9, 1, 5));
    assertThat(sureOfAll.quantile(0.5)).isEqualTo(100);
    assertThat(sureOfAll.atLeast(100)).isGreaterThan(0.95);
    assertThat(sureOfAll.atLeast(100.1)).isZero();
    LatentBelief sureOfNothing = new LatentBelief(Scale.LOGIT, new Posterior(-9, 1, 5));
    assertThat(sureOfNothing.quantile(0.5)).isZero();
    assertThat(sureOfNothing.atLeast(0)).isEqualTo(1);
    assertThat(sureOfNothing.atLeast(-1)).isEqualTo(1);
    assertThat(sureOfNothing.atLeast(0.1)).isLessThan(0.05);
    LatentBelief noLoss = new LatentBelief(Scale.MINUS_LOG, new Posterior(12, 1, 5));
    assertThat(noLoss.quantile(0.5)).isZero();
    assertThat(noLoss.atLeast(0)).isEqualTo(1);
    assertThat(noLoss.atLeast(0.01)).isLessThan(0.05);
    assertThat(noLoss.atLeast(1e9)).isCloseTo(0, within(1e-3));
  }

  @Test
  void beforeAnyNetworkFinishedItIsSensibleAndWide() {
    EmpiricalBayes bayes = new EmpiricalBayes(Metric.ACCURACY, 4);
    Trial trial = new Trial("a", 12, Map.of(), false);
    Prediction prediction =
        bayes.predict(trial, LearningCurve.of(List.of(CurvePoint.of(1, 40)))).orElseThrow();
    assertThat(prediction.mean()).isBetween(40.0, 80.0);
    assertThat(prediction.upper() - prediction.lower()).isGreaterThan(20);
  }

  @Test
  void smallNoisySearchesKeepTheirErrorAndAreRepeatable() {
    ReplayResult first = replay(Preset.DEFAULT);
    // Noise of 0.7 points leaves little to spare where the mean error is to be 1 point.
    assertThat(first.cost().x()).isGreaterThan(1.1);
    assertThat(first.errors().mae()).isLessThan(1);
    assertThat(first.outcomes()).isEqualTo(replay(Preset.DEFAULT).outcomes());
  }

  @Test
  void anUnknownPresetIsToldTheKnownOnes() {
    assertThatThrownBy(() -> Preset.named("quick"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default, penguin, safe, fast");
    for (Preset preset : Preset.values()) {
      assertThat(Preset.named(preset.id()).newRules(Metric.ACCURACY)).isNotEmpty();
    }
  }

  private static ReplayResult replay(Preset preset) {
    return new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 1, 5, 1))
        .run(noisySearch(), Subject.of(preset, Metric.ACCURACY));
  }

  /** Twenty networks, twelve epochs of two validations, noise of 0.7 points. */
  private static CurveSet noisySearch() {
    Random random = new Random(3);
    List<RecordedCurve> curves = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double top = 60 + 30 * random.nextDouble();
      double rate = 0.2 + 0.3 * random.nextDouble();
      LearningCurve points = LearningCurve.empty();
      for (double e = 0.5; e <= 12; e += 0.5) {
        double fitness = top - (top - 10) * Math.exp(-rate * e) + 0.7 * random.nextGaussian();
        points = points.with(CurvePoint.of(e, Math.max(0, Math.min(100, fitness))));
      }
      curves.add(new RecordedCurve("n" + i, points, List.of(), Map.of()));
    }
    return new CurveSet("noisy", curves);
  }
}
