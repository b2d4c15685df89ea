package io.rookery.predictor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Reason;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.baseline.LastValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReplayTest {

  /** Fitness 10·i + e after epoch e of 4: final 10·i + 4, i = 0 … 9. */
  private static final CurveSet LINES = lines(10, 4);

  private final Replay replay =
      new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 1, 3, 1));

  @Test
  void withoutARuleEverythingIsMeasured() {
    ReplayResult result = replay.run(LINES, subject(situation -> Decision.CONTINUE));
    assertThat(result.cost().x()).isEqualTo(1);
    assertThat(result.cost().wallClockGain()).isCloseTo(1, within(1e-12));
    assertThat(result.cost().shares()).containsOnlyKeys("finished");
    assertThat(result.errors().mae()).isZero();
    assertThat(result.errors().maeStopped()).isNaN();
    assertThat(result.errors().coverage90()).isNaN();
    assertThat(result.ranking().rho()).isCloseTo(1, within(1e-12));
    assertThat(result.ranking().t5()).isEqualTo(1);
    assertThat(result.ranking().regretMax()).isZero();
  }

  @Test
  void scoresWhatStopsAtTheSecondEpochByHand() {
    ReplayResult result = replay.run(LINES, subject(stopAt(2)));
    assertThat(result.cost().x()).isEqualTo(2);
    assertThat(result.cost().wallClockGain()).isCloseTo(2, within(1e-12));
    assertThat(result.cost().shares().get("stop")).isCloseTo(1, within(1e-12));
    assertThat(result.errors().mae()).isCloseTo(2, within(1e-12));
    assertThat(result.errors().p95()).isCloseTo(2, within(1e-12));
    assertThat(result.ranking().t5Finished()).isZero();
    assertThat(result.ranking().regretFinishedMean()).isNaN();
  }

  @Test
  void theLastNetworksLeaveSlotsIdle() {
    // Ten networks on four slots: four, four, and two beside two idle slots.
    ReplayResult result =
        new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 4, 1, 1))
            .run(LINES, subject(situation -> Decision.CONTINUE));
    assertThat(result.cost().wallClockGain()).isCloseTo(1, within(1e-12));
    List<Integer> inFlight = new ArrayList<>();
    new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 4, 1, 1))
        .run(
            LINES,
            subject(
                situation -> {
                  inFlight.add(situation.search().begun() - situation.search().finished());
                  return Decision.CONTINUE;
                }));
    assertThat(inFlight).first().isEqualTo(4);
    assertThat(inFlight).allMatch(n -> n <= 4).last().isEqualTo(2);
  }

  @Test
  void recordedSecondsDecideWhoEndsFirst() {
    RecordedCurve slow = curve("slow", 1, List.of(10.0, 10.0));
    RecordedCurve fast = curve("fast", 2, List.of(1.0, 1.0));
    List<String> seen = new ArrayList<>();
    ReplayResult result =
        new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 2, 1, 1))
            .run(
                new CurveSet("two", List.of(slow, fast)),
                subject(
                    situation -> {
                      seen.add(situation.trial().id() + situation.curve().size());
                      return Decision.CONTINUE;
                    }));
    assertThat(seen).containsExactly("fast1", "slow1");
    assertThat(result.cost().wallClockGain()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theSameSeedGivesTheSameOutcomes() {
    Subject subject = subject(stopAt(3));
    assertThat(replay.run(LINES, subject).outcomes())
        .extracting(Outcome::curveId)
        .isEqualTo(replay.run(LINES, subject).outcomes().stream().map(Outcome::curveId).toList());
    Replay other =
        new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), 1, 3, 2));
    assertThat(other.run(LINES, subject).outcomes())
        .extracting(Outcome::curveId)
        .isNotEqualTo(
            replay.run(LINES, subject).outcomes().stream().map(Outcome::curveId).toList());
  }

  @Test
  void curvesWithoutAPointAtTheHorizonAreLeftOutAndCounted() {
    List<RecordedCurve> curves = new ArrayList<>(LINES.curves());
    curves.add(curve("short", 50, List.of()));
    CurveSet set = new CurveSet("mixed", curves);
    ReplayResult result = replay.run(set, subject(stopAt(9)));
    assertThat(result.networks()).isEqualTo(10);
    assertThat(result.leftOut()).isEqualTo(1);
    Replay half = new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.of(2), 1, 1, 1));
    assertThat(half.run(set, subject(stopAt(9))).networks()).isEqualTo(11);
    Replay beyond = new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.of(5), 1, 1, 1));
    assertThatThrownBy(() -> beyond.run(set, subject(stopAt(9))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5.0")
        .hasMessageContaining("4.0");
  }

  @Test
  void tiesCountAsFound() {
    double[] truth = {9, 8, 8, 8, 1};
    assertThat(RankingScore.found(truth, new double[] {9, 0, 8, 0, 1}, 2)).isEqualTo(1);
    assertThat(RankingScore.found(truth, new double[] {0, 0, 0, 8, 9}, 2)).isEqualTo(0.5);
  }

  private static CurveSet lines(int networks, int epochs) {
    List<RecordedCurve> curves = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      LearningCurve points = LearningCurve.empty();
      for (int e = 1; e <= epochs; e++) {
        points = points.with(CurvePoint.of(e, 10.0 * i + e));
      }
      curves.add(new RecordedCurve("n" + i, points, List.of(), Map.of()));
    }
    return new CurveSet("lines", curves);
  }

  private static RecordedCurve curve(String id, double fitness, List<Double> seconds) {
    LearningCurve points =
        LearningCurve.of(List.of(CurvePoint.of(1, fitness), CurvePoint.of(2, fitness)));
    return new RecordedCurve(id, points, seconds, Map.of());
  }

  private static StoppingRule stopAt(double epoch) {
    return situation ->
        situation.curve().last().epoch() >= epoch
            ? new Decision.Abandon(situation.prediction(), new Reason("stop", "", Map.of()))
            : Decision.CONTINUE;
  }

  private static Subject subject(StoppingRule rule) {
    return new Subject("test", "last-value", LastValue::new, () -> List.of(rule), Guards.NONE);
  }
}
