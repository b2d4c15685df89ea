package io.rookery.predictor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Reason;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every stopping rule must do, with its default settings, in a real engine. Inherit it and
 * give it the provider.
 */
public abstract class RuleKit {

  /** The provider under test. */
  protected abstract RuleProvider<?> provider();

  @Test
  void saysWhatItIs() {
    SettingsChecks.describes(provider().name(), provider().summary(), provider().source());
    SettingsChecks.settings(provider().defaults(), provider().defaults());
  }

  @ParameterizedTest
  @EnumSource
  void decidesOnNetworksThatLearn(Metric metric) {
    PredictionEngine engine = engine(metric, new Guess(metric));
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      train(engine, "network" + i, Curves.learning(metric, random, (int) Curves.HORIZON, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decidesOnOddCurves(Metric metric) {
    PredictionEngine engine = engine(metric, new Guess(metric));
    Curves.odd(metric).forEach((name, curve) -> train(engine, name, curve));
  }

  @ParameterizedTest
  @EnumSource
  void decidesOnAnyCurve(Metric metric) {
    PredictionEngine engine = engine(metric, new Guess(metric));
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      train(engine, "wild" + i, Curves.wild(metric, random));
      if (i % 17 == 0) {
        engine.begin("failing" + i, Curves.HORIZON, Map.of());
        engine.observe("failing" + i, CurvePoint.of(1, Curves.fitness(metric, 0.5)));
        engine.fail("failing" + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decidesWithoutPredictions(Metric metric) {
    PredictionEngine engine = engine(metric, (trial, curve) -> Optional.empty());
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      train(engine, "network" + i, Curves.learning(metric, random, (int) Curves.HORIZON, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameCallsGiveSameDecisions(Metric metric) {
    assertThat(decisions(metric)).isEqualTo(decisions(metric));
  }

  private List<String> decisions(Metric metric) {
    PredictionEngine engine = engine(metric, new Guess(metric));
    Random random = new Random(4);
    List<String> decisions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      decisions.add(
          train(engine, "n" + i, Curves.learning(metric, random, (int) Curves.HORIZON, 1)));
    }
    return decisions;
  }

  private PredictionEngine engine(Metric metric, FitnessPredictor predictor) {
    return new PredictionEngine(
        metric, "guess", predictor, List.of(provider().create(metric)), new Guards(1, 6, 0.5));
  }

  /** Trains until the engine says otherwise, or the curve ends; when and why it ended. */
  private String train(PredictionEngine engine, String id, LearningCurve curve) {
    engine.begin(id, Curves.HORIZON, Map.of());
    for (CurvePoint point : curve.points()) {
      if (point.epoch() > Curves.HORIZON) {
        break;
      }
      Decision decision = engine.observe(id, point).decision();
      decision.why().ifPresent(this::assertSpeaks);
      if (!decision.goesOn()) {
        return point.epoch() + " " + decision.why().map(Reason::text).orElse("");
      }
    }
    return "to the end";
  }

  private void assertSpeaks(Reason reason) {
    assertThat(reason.rule()).isEqualTo(provider().name());
    assertThat(reason.text()).isNotBlank().doesNotContain("\n", "NaN", "null");
    assertThat(reason.numbers()).isNotEmpty();
    assertThat(reason.numbers().values()).allMatch(number -> !number.isNaN());
  }

  /** Predicts a little better than now, surer with every point; nothing before the third. */
  private record Guess(Metric metric) implements FitnessPredictor {
    @Override
    public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
      if (curve.size() < 3) {
        return Optional.empty();
      }
      double gain = 3.0 / curve.size();
      double mean =
          metric == Metric.ACCURACY
              ? curve.last().fitness() + gain
              : curve.last().fitness() * (1 - gain / 10);
      return Optional.of(
          new Prediction(
              trial.horizon(), new NormalBelief(mean, 5.0 / curve.size()), "guess", List.of()));
    }
  }
}
