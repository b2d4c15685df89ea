package io.rookery.predictor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every predictor must do, with its default settings. Inherit it and give it the provider. */
public abstract class PredictorKit {

  private static final int WILD_CURVES = 100;

  /** The provider under test. */
  protected abstract PredictorProvider<?> provider();

  @Test
  void saysWhatItIs() {
    SettingsChecks.describes(provider().name(), provider().summary(), provider().source());
    SettingsChecks.settings(provider().defaults(), provider().defaults());
  }

  @ParameterizedTest
  @EnumSource
  void predictsNetworksThatLearn(Metric metric) {
    Random random = new Random(1);
    FitnessPredictor predictor = provider().create(metric);
    teach(predictor, metric, random);
    int answers = 0;
    for (int draw = 0; draw < 20; draw++) {
      LearningCurve curve = Curves.learning(metric, random, 15, 1);
      Optional<Prediction> prediction = predictor.predict(trial("new" + draw), curve);
      prediction.ifPresent(PredictorKit::assertSound);
      answers += prediction.isPresent() ? 1 : 0;
    }
    assertThat(answers).as("predictions of 20 ordinary networks after 15 epochs").isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void answersToOddCurves(Metric metric) {
    FitnessPredictor predictor = provider().create(metric);
    Curves.odd(metric)
        .forEach(
            (name, curve) -> {
              predictor.predict(trial(name), curve).ifPresent(PredictorKit::assertSound);
              predictor.learn(trial(name), curve);
              predictor.predict(trial(name), curve).ifPresent(PredictorKit::assertSound);
            });
  }

  @ParameterizedTest
  @EnumSource
  void answersToAnyCurve(Metric metric) {
    Random random = new Random(2);
    FitnessPredictor predictor = provider().create(metric);
    for (int draw = 0; draw < WILD_CURVES; draw++) {
      LearningCurve curve = Curves.wild(metric, random);
      Trial trial = trial("wild" + draw);
      predictor.predict(trial, curve).ifPresent(PredictorKit::assertSound);
      if (draw % 3 == 0) {
        predictor.learn(trial, curve);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameCallsGiveSameAnswers(Metric metric) {
    assertThat(answers(metric)).isEqualTo(answers(metric));
  }

  private List<String> answers(Metric metric) {
    Random random = new Random(3);
    FitnessPredictor predictor = provider().create(metric);
    teach(predictor, metric, random);
    List<String> answers = new ArrayList<>();
    for (int draw = 0; draw < 20; draw++) {
      LearningCurve curve = Curves.learning(metric, random, 1 + draw, 0.5);
      answers.add(
          predictor
              .predict(trial("new" + draw), curve)
              .map(p -> p.mean() + " " + p.lower() + " " + p.upper())
              .orElse("none"));
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource
  void asksTwiceAnswersTheSame(Metric metric) {
    Random random = new Random(4);
    FitnessPredictor predictor = provider().create(metric);
    teach(predictor, metric, random);
    LearningCurve curve = Curves.learning(metric, random, 12, 1);
    Optional<Double> first = predictor.predict(trial("new"), curve).map(Prediction::mean);
    predictor.predict(trial("other"), Curves.learning(metric, random, 9, 1));
    assertThat(predictor.predict(trial("new"), curve).map(Prediction::mean)).isEqualTo(first);
  }

  /** Twelve networks trained to the end and six stopped, with a scalar that means nothing. */
  private static void teach(FitnessPredictor predictor, Metric metric, Random random) {
    for (int i = 0; i < 18; i++) {
      int points = i < 12 ? (int) Curves.HORIZON : 5 + random.nextInt(15);
      Trial trial = new Trial("taught" + i, Curves.HORIZON, Map.of("depth", i % 5.0), i < 12);
      predictor.learn(trial, Curves.learning(metric, random, points, 1));
    }
  }

  private static Trial trial(String id) {
    return new Trial(id, Curves.HORIZON, Map.of("depth", 3.0), false);
  }

  private static void assertSound(Prediction prediction) {
    assertThat(prediction.horizon()).isEqualTo(Curves.HORIZON);
    assertThat(prediction.mean()).as("mean").isFinite();
    assertThat(prediction.standardDeviation()).as("standard deviation").isNotNaN().isNotNegative();
    assertThat(prediction.model()).isNotBlank();
    assertThat(prediction.lower()).as("lower end").isNotNaN();
    assertThat(prediction.upper()).as("upper end").isNotNaN();
    assertThat(prediction.lower()).isLessThanOrEqualTo(prediction.upper());
    double least = 1;
    for (double fitness = -50; fitness <= 150; fitness += 5) {
      double chance = prediction.belief().atLeast(fitness);
      assertThat(chance).as("probability of at least %s", fitness).isBetween(0.0, least + 1e-12);
      least = chance;
    }
    double median = prediction.belief().quantile(0.5);
    assertThat(prediction.belief().atLeast(median))
        .as("at or above the median")
        .isGreaterThan(0.49);
    assertThat(prediction.belief().atLeast(median + 1e-6 * (1 + Math.abs(median))))
        .as("above the median")
        .isLessThan(0.51);
  }
}
