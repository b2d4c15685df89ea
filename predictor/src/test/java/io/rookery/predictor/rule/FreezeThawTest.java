package io.rookery.predictor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Trial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreezeThawTest {

  private static final double HORIZON = 20;

  /** What is believed of each network; a test may change its mind. */
  private final Map<String, NormalBelief> beliefs = new HashMap<>();

  private long version;

  private final FitnessPredictor predictor =
      new FitnessPredictor() {
        @Override
        public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
          return Optional.ofNullable(beliefs.get(trial.id()))
              .map(belief -> new Prediction(HORIZON, belief, "test", List.of()));
        }

        @Override
        public long version() {
          return version;
        }
      };

  @Test
  void pausesAfterTheFirstPointAndThenAtEveryHalfAgain() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    believe("a", 80, 2);
    engine.begin("a", HORIZON, Map.of());
    StringBuilder pauses = new StringBuilder();
    for (int epoch = 1; epoch < HORIZON; epoch++) {
      Decision decision = engine.observe("a", CurvePoint.of(epoch, 50 + epoch)).decision();
      if (decision instanceof Decision.Pause) {
        pauses.append(epoch).append(' ');
        assertThat(decision.why().orElseThrow().numbers()).containsEntry("predicted", 80.0);
        assertThat(engine.next(false)).hasValue("a");
      }
    }
    assertThat(pauses.toString().trim()).isEqualTo("1 2 3 5 8 12 18");
  }

  @Test
  void halfEpochsPauseByTheEpochAndNotByTheNumberOfPoints() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    believe("a", 80, 2);
    engine.begin("a", HORIZON, Map.of());
    StringBuilder pauses = new StringBuilder();
    for (double epoch = 0.5; epoch <= 5; epoch += 0.5) {
      if (!engine.observe("a", CurvePoint.of(epoch, 50)).decision().goesOn()) {
        pauses.append(epoch).append(' ');
        engine.next(false);
      }
    }
    assertThat(pauses.toString().trim()).isEqualTo("0.5 1.5 3.0 5.0");
  }

  @Test
  void continuesTheOneThatIsExpectedToImproveMostOnTheBestMeasured() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    finish(engine, "measured", 80);
    pause(engine, "sure", 79, 0.5); // E = 0.004
    pause(engine, "wide", 70, 12); // E = 1.4
    pause(engine, "near", 79, 3); // E = 0.8
    assertThat(engine.next(true)).as("a new network comes first").isEmpty();
    assertThat(engine.next(false)).hasValue("wide");
    assertThat(engine.next(false)).hasValue("near");
    assertThat(engine.next(false)).as("less than the regret is left").isEmpty();
  }

  @Test
  void onALossLowerIsBetter() {
    PredictionEngine engine = engine(Metric.LOSS, new FreezeThaw.Settings(1, 1, 0.01));
    finish(engine, "measured", 0.5);
    pause(engine, "high", 0.9, 0.1);
    pause(engine, "low", 0.45, 0.1);
    assertThat(engine.next(false)).hasValue("low");
    assertThat(engine.next(false)).isEmpty();
  }

  @Test
  void ranksAnewWhenItIsBelievedOtherwise() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    finish(engine, "measured", 80);
    pause(engine, "a", 82, 1);
    pause(engine, "b", 70, 1);
    believe("a", 60, 1);
    believe("b", 85, 1);
    assertThat(engine.next(false)).hasValue("b");
  }

  @Test
  void thoseThatWouldBeNamedAreMeasuredWhateverIsSpent() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(0.001, 2, 0.1));
    finish(engine, "measured", 80);
    pause(engine, "first", 82, 1);
    pause(engine, "second", 81, 1);
    pause(engine, "third", 79, 30);
    assertThat(engine.next(false)).hasValue("first");
    for (int epoch = 2; epoch <= HORIZON; epoch++) {
      Decision decision = engine.observe("first", CurvePoint.of(epoch, 75)).decision();
      if (!decision.goesOn()) {
        assertThat(engine.next(false)).hasValue("first");
      }
    }
    // It came out at 75: the best two are now the one predicted 81 and the one measured at 80.
    assertThat(engine.next(false)).hasValue("second");
    assertThat(engine.next(false)).isEmpty();
  }

  @Test
  void beforeAnythingIsMeasuredTheFieldIsItsOwnMark() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    pause(engine, "good", 80, 5);
    pause(engine, "bad", 40, 5);
    assertThat(engine.next(false)).hasValue("good");
  }

  @Test
  void pausesNothingWithoutUncertainty() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    engine.begin("unknown", HORIZON, Map.of());
    assertThat(engine.observe("unknown", CurvePoint.of(1, 50)).decision().goesOn()).isTrue();
    believe("bare", 80, Double.POSITIVE_INFINITY);
    engine.begin("bare", HORIZON, Map.of());
    assertThat(engine.observe("bare", CurvePoint.of(1, 50)).decision().goesOn()).isTrue();
  }

  @Test
  void oneThatIsGivenUpOrExemptIsNotContinued() {
    PredictionEngine engine = engine(Metric.ACCURACY, new FreezeThaw.Settings(1, 1, 0.1));
    finish(engine, "measured", 80);
    pause(engine, "a", 90, 5);
    pause(engine, "b", 89, 5);
    engine.giveUp("a");
    engine.exempt("b");
    assertThat(engine.next(false)).isEmpty();
    assertThat(engine.observe("b", CurvePoint.of(2, 60)).decision().goesOn()).isTrue();
  }

  @Test
  void settingsOutOfRangeSayWhatWasGiven() {
    assertThatThrownBy(() -> new FreezeThaw.Settings(0, 1, 1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new FreezeThaw.Settings(1.5, 1, 1)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new FreezeThaw.Settings(1, 0, 1)).hasMessageContaining("k");
    assertThatThrownBy(() -> new FreezeThaw.Settings(1, 1, Double.NaN)).hasMessageContaining("NaN");
  }

  private void believe(String id, double mean, double deviation) {
    beliefs.put(id, new NormalBelief(mean, deviation));
    version++;
  }

  private void pause(PredictionEngine engine, String id, double mean, double deviation) {
    believe(id, mean, deviation);
    engine.begin(id, HORIZON, Map.of());
    assertThat(engine.observe(id, CurvePoint.of(1, 50)).decision())
        .isInstanceOf(Decision.Pause.class);
  }

  private static void finish(PredictionEngine engine, String id, double fitness) {
    engine.begin(id, HORIZON, Map.of());
    engine.observe(id, CurvePoint.of(HORIZON, fitness));
  }

  private PredictionEngine engine(Metric metric, FreezeThaw.Settings settings) {
    return new PredictionEngine(
        metric, "test", predictor, List.of(new FreezeThaw(settings, metric)), Guards.NONE);
  }
}
