package io.rookery.predictor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.rule.PatienceProvider.Channel;
import io.rookery.predictor.rule.SuccessiveHalvingProvider.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RulesTest {

  @Nested
  class NarrowInterval {

    private final StoppingRule rule =
        new IntervalNarrowProvider()
            .create(new IntervalNarrowProvider.Settings(2, Unit.POINTS), Metric.ACCURACY);

    private Situation predicted(double mean, double deviation) {
      return Situations.of(
          "network",
          List.of(CurvePoint.of(1, 50)),
          List.of(Optional.of(Situations.prediction(mean, deviation))));
    }

    @Test
    void stopsAtTheWidth() {
      // The 90 % interval of a normal distribution is 3.2897 standard deviations wide.
      assertThat(rule.decide(predicted(60, 2 / 3.29))).isInstanceOf(Decision.Converged.class);
      assertThat(rule.decide(predicted(60, 2 / 3.28)).goesOn()).isTrue();
      assertThat(rule.decide(predicted(60, Double.POSITIVE_INFINITY)).goesOn()).isTrue();
      assertThat(rule.decide(predicted(101, 0.1)).goesOn()).as("off the scale").isTrue();
      assertThat(rule.decide(Situations.of("network", 50)).goesOn()).as("no prediction").isTrue();
    }

    @Test
    void countsPercent() {
      StoppingRule percent =
          new IntervalNarrowProvider()
              .create(new IntervalNarrowProvider.Settings(5, Unit.PERCENT), Metric.ACCURACY);
      assertThat(percent.decide(predicted(60, 3 / 3.29)).goesOn()).isFalse();
      assertThat(percent.decide(predicted(30, 3 / 3.29)).goesOn()).isTrue();
    }
  }

  @Nested
  class Median {

    private final StoppingRule rule =
        new MedianProvider().create(new MedianProvider.Settings(3), Metric.ACCURACY);

    @Test
    void comparesTheBestSoFarWithTheMedianOfRunningMeans() {
      rule.ended(Situations.of("a", 10, 20, 30)); // running means 10, 15, 20
      rule.ended(Situations.of("b", 20, 40, 60)); // 20, 30, 40
      assertThat(rule.decide(Situations.of("x", 1)).goesOn()).as("two are too few").isTrue();
      rule.ended(Situations.of("c", 50)); // left after one epoch
      assertThat(rule.decide(Situations.of("x", 19.9)).goesOn()).isFalse();
      assertThat(rule.decide(Situations.of("x", 20)).goesOn()).as("not strictly worse").isTrue();
      assertThat(rule.decide(Situations.of("x", 1, 1)).goesOn())
          .as("only two came so far")
          .isTrue();
      rule.ended(Situations.of("d", 0, 0, 0));
      assertThat(rule.decide(Situations.of("x", 14.9, 3)).goesOn()).isFalse();
      assertThat(rule.decide(Situations.of("x", 15.1, 3)).goesOn()).as("its best counts").isTrue();
    }

    @Test
    void aNetworkIsNotItsOwnCompetitorAndAFailedOneIsNone() {
      rule.ended(Situations.of("a", 50));
      rule.ended(Situations.of("b", 50));
      rule.ended(Situations.of("x", 50));
      assertThat(rule.decide(Situations.of("x", 10)).goesOn()).isTrue();
      rule.ended(Situations.of("c", 50));
      assertThat(rule.decide(Situations.of("x", 10)).goesOn()).isFalse();
      rule.ended(Situations.of("c"));
      assertThat(rule.decide(Situations.of("x", 10)).goesOn()).isTrue();
    }

    @Test
    void lessIsBetterForALoss() {
      StoppingRule loss = new MedianProvider().create(new MedianProvider.Settings(1), Metric.LOSS);
      loss.ended(Situations.of("a", 2));
      assertThat(loss.decide(Situations.of("x", 2.1)).goesOn()).isFalse();
      assertThat(loss.decide(Situations.of("x", 1.9)).goesOn()).isTrue();
    }
  }

  @Nested
  class PatienceRule {

    private StoppingRule rule(Channel channel) {
      return new PatienceProvider()
          .create(new PatienceProvider.Settings(10, channel, 0), Metric.ACCURACY);
    }

    /** Loss falls up to epoch {@code falling}; fitness rises all the time. */
    private Situation network(int epochs, int falling) {
      List<CurvePoint> points = new ArrayList<>();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        points.add(Situations.point(epoch, epoch, 5.0 - Math.min(falling, epoch), Double.NaN));
      }
      return Situations.of(
          "network",
          points,
          new ArrayList<>(java.util.Collections.nCopies(epochs, Optional.empty())));
    }

    @Test
    void stopsTenEpochsAfterTheLeastLoss() {
      assertThat(rule(Channel.TRAIN_LOSS).decide(network(13, 4)).goesOn()).isTrue();
      Decision decision = rule(Channel.TRAIN_LOSS).decide(network(14, 4));
      assertThat(decision).isInstanceOf(Decision.Abandon.class);
      assertThat(decision.why().orElseThrow().numbers()).containsEntry("since", 4.0);
      assertThat(rule(Channel.FITNESS).decide(network(14, 4)).goesOn()).isTrue();
    }

    @Test
    void aChannelThatIsNotReportedIsReplacedByTheFitness() {
      assertThat(rule(Channel.VALID_LOSS).decide(network(14, 4)).goesOn()).isTrue();
      double[] flat = new double[11];
      Arrays.fill(flat, 40);
      assertThat(rule(Channel.VALID_LOSS).decide(Situations.of("network", flat)).goesOn())
          .isFalse();
    }

    @Test
    void smallImprovementsDoNotCount() {
      StoppingRule strict =
          new PatienceProvider()
              .create(new PatienceProvider.Settings(3, Channel.FITNESS, 1), Metric.ACCURACY);
      assertThat(strict.decide(Situations.of("network", 10, 10.5, 10.9, 11)).goesOn()).isFalse();
      assertThat(strict.decide(Situations.of("network", 10, 10.5, 11.1, 11.2)).goesOn()).isTrue();
    }
  }

  @Nested
  class Halving {

    private final StoppingRule rule = halving(Ranking.MEASURED);

    private StoppingRule halving(Ranking ranking) {
      return new SuccessiveHalvingProvider()
          .create(new SuccessiveHalvingProvider.Settings(3, 0.1, ranking), Metric.ACCURACY);
    }

    private boolean goesOn(StoppingRule rule, Situation situation) {
      rule.observe(situation);
      return rule.decide(situation).goesOn();
    }

    @Test
    void keepsTheBestThirdOfThoseThatArrived() {
      // Horizon 20: rungs at epochs 2, 6 and 18.
      assertThat(goesOn(rule, Situations.of("a", 1))).as("before the first rung").isTrue();
      assertThat(goesOn(rule, Situations.of("a", 1, 50))).as("the first to arrive").isTrue();
      assertThat(goesOn(rule, Situations.of("b", 1, 40))).as("second of 2").isFalse();
      assertThat(goesOn(rule, Situations.of("c", 1, 60))).as("first of 3").isTrue();
      assertThat(goesOn(rule, Situations.of("d", 1, 55))).as("second of 4").isTrue();
      assertThat(goesOn(rule, Situations.of("e", 1, 53))).as("third of 5").isFalse();
      assertThat(goesOn(rule, Situations.of("c", 1, 60, 2))).as("between rungs").isTrue();
      assertThat(goesOn(rule, Situations.of("c", 1, 60, 2, 2, 2, 2)))
          .as("a rung of its own")
          .isTrue();
    }

    @Test
    void aTieWithTheLastPlaceGoesOn() {
      assertThat(goesOn(rule, Situations.of("a", 1, 50))).isTrue();
      assertThat(goesOn(rule, Situations.of("b", 1, 50))).isTrue();
    }

    @Test
    void wideStepsAreJudgedAtTheHighestRungTheyPass() {
      Situation jump =
          Situations.of(
              "a",
              List.of(CurvePoint.of(1, 1), CurvePoint.of(7, 50)),
              List.of(Optional.empty(), Optional.empty()));
      assertThat(goesOn(rule, jump)).isTrue();
      Decision decision = decide(rule, Situations.of("b", 1, 1, 1, 1, 1, 49));
      assertThat(decision.why().orElseThrow().numbers()).containsEntry("rung", 2.0);
    }

    private Decision decide(StoppingRule rule, Situation situation) {
      rule.observe(situation);
      return rule.decide(situation);
    }

    @Test
    void ranksByPredictionsWhereAsked() {
      StoppingRule predicted = halving(Ranking.PREDICTED);
      assertThat(goesOn(predicted, Situations.predicted(null, 80.0))).isTrue();
      Situation worse =
          Situations.of(
              "b",
              List.of(CurvePoint.of(1, 90), CurvePoint.of(2, 90)),
              List.of(Optional.empty(), Optional.of(Situations.prediction(70, 1))));
      assertThat(goesOn(predicted, worse)).as("measured better, predicted worse").isFalse();
      assertThat(goesOn(predicted, Situations.of("c", 1, 1))).as("no prediction").isTrue();
    }
  }

  @Nested
  class DivergedRule {

    private final StoppingRule rule =
        new DivergedProvider().create(new DivergedProvider.Settings(10, 5), Metric.ACCURACY);

    @Test
    void stopsOnAnInfiniteLossAtOnce() {
      Situation situation =
          Situations.of(
              "network",
              List.of(Situations.point(1, 90, Double.POSITIVE_INFINITY, Double.NaN)),
              List.of(Optional.empty()));
      assertThat(rule.decide(situation)).isInstanceOf(Decision.Abandon.class);
    }

    @Test
    void stopsAfterFiveEpochsAtChance() {
      assertThat(rule.decide(Situations.of("x", 50, 10, 10, 9, 10)).goesOn()).isTrue();
      assertThat(rule.decide(Situations.of("x", 50, 10, 10, 9, 10, 10)).goesOn()).isFalse();
      assertThat(rule.decide(Situations.of("x", 10, 10, 10, 10)).goesOn()).isTrue();
      assertThat(rule.decide(Situations.of("x", 10, 10, 10, 10, 10)).goesOn()).isFalse();
      assertThat(rule.decide(Situations.of("x", 10, 10, 10, 10, 10.1)).goesOn()).isTrue();
    }

    @Test
    void withoutAChanceOnlyLossesCount() {
      StoppingRule unaware =
          new DivergedProvider().create(new DivergedProvider().defaults(), Metric.ACCURACY);
      assertThat(unaware.decide(Situations.of("x", 0, 0, 0, 0, 0, 0, 0)).goesOn()).isTrue();
    }
  }

  @Test
  void refuseSettingsOutOfRange() {
    assertThatThrownBy(() -> new IntervalNarrowProvider.Settings(0, Unit.POINTS))
        .hasMessageContaining("0.0");
    assertThatThrownBy(() -> new MedianProvider.Settings(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new PatienceProvider.Settings(0, Channel.FITNESS, 0))
        .hasMessageContaining("epochs");
    assertThatThrownBy(() -> new SuccessiveHalvingProvider.Settings(1, 0.1, Ranking.MEASURED))
        .hasMessageContaining("eta");
    assertThatThrownBy(() -> new SuccessiveHalvingProvider.Settings(3, 1, Ranking.MEASURED))
        .hasMessageContaining("firstRung");
    assertThatThrownBy(() -> new DivergedProvider.Settings(Double.NaN, 5))
        .hasMessageContaining("NaN");
  }
}
