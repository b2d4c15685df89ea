package io.rookery.predictor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.bayes.EmpiricalBayesProvider;
import io.rookery.predictor.rule.FreezeThawProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that are paused and continued, in a whole search. */
class FreezeThawReplayTest {

  private static final int EPOCHS = 20;
  private static final int NETWORKS = 120;
  private static final int ORDERS = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void findsTheBestForAFractionOfTheEpochs(int slots) {
    ReplayResult result = replay(slots);
    assertThat(result.ranking().regretFinishedMax()).isLessThan(0.5);
    assertThat(result.cost().x()).isGreaterThan(2.5);
    assertThat(result.cost().wallClockGain()).isGreaterThan(0.6 * result.cost().x());
    assertThat(result.outcomes()).hasSize(ORDERS * NETWORKS);
    for (int order = 0; order < ORDERS; order++) {
      int at = order;
      List<Outcome> search = result.outcomes().stream().filter(o -> o.order() == at).toList();
      assertThat(search).extracting(Outcome::curveId).doesNotHaveDuplicates();
      Outcome named = search.get(0);
      for (Outcome outcome : search) {
        if (Scores.value(outcome, Metric.ACCURACY) > Scores.value(named, Metric.ACCURACY)) {
          named = outcome;
        }
      }
      assertThat(named.measured()).as("what is named is measured").isTrue();
    }
  }

  @Test
  void epochsAndContinuationsMakeTheCost() {
    ReplayResult result = replay(1);
    double epochs =
        result.outcomes().stream().mapToDouble(o -> o.stopEpoch() + 0.1 * o.resumes()).sum();
    assertThat(result.cost().meanEpochs())
        .isCloseTo(epochs / result.outcomes().size(), within(1e-9));
    assertThat(result.outcomes()).anyMatch(o -> o.resumes() > 3 && o.measured());
    assertThat(result.outcomes())
        .anyMatch(o -> o.resumes() == 0 && o.stopEpoch() == 1 && o.end().equals("freeze-thaw"));
    assertThat(result.cost().wallClockGain()).isCloseTo(result.cost().x(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void theSameSearchTwiceIsTheSame(int slots) {
    assertThat(ends(replay(slots))).isEqualTo(ends(replay(slots)));
  }

  private static List<String> ends(ReplayResult result) {
    return result.outcomes().stream()
        .map(o -> o.curveId() + " " + o.stopEpoch() + " " + o.resumes() + " " + o.end())
        .toList();
  }

  private static ReplayResult replay(int slots) {
    RuleProvider<?> rule = Providers.rule("freeze-thaw");
    assertThat(rule).isInstanceOf(FreezeThawProvider.class);
    Subject subject =
        new Subject(
            "freeze-thaw",
            "empirical-bayes",
            () -> new EmpiricalBayesProvider().create(Metric.ACCURACY),
            () -> List.of(rule.create(Metric.ACCURACY)),
            new Guards(1, 5, 0.25));
    return new Replay(
            new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), slots, ORDERS, 1))
        .run(made(), subject);
  }

  /** Networks whose fitness approaches an end that its beginning hints at. */
  private static CurveSet made() {
    Random random = new Random(11);
    List<RecordedCurve> curves = new ArrayList<>();
    for (int i = 0; i < NETWORKS; i++) {
      double end = 60 + 30 * random.nextDouble();
      double rate = 0.15 + 0.1 * random.nextDouble();
      LearningCurve points = LearningCurve.empty();
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        double fitness = end - 50 * Math.exp(-rate * epoch) + 0.5 * random.nextGaussian();
        points = points.with(CurvePoint.of(epoch, fitness));
      }
      curves.add(
          new RecordedCurve(
              "n" + i, points, List.of(), Map.of("arch_a", end / 10 + random.nextGaussian())));
    }
    return new CurveSet("made", curves);
  }
}
