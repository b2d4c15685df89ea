package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

  @Test
  void twoCurvesGrownFromTheSameHeadDoNotSeeEachOther() {
    LearningCurve head = grown(10);
    LearningCurve left = head.with(CurvePoint.of(11, 1));
    LearningCurve right = head.with(CurvePoint.of(11, 2));
    LearningCurve shorter = left.head(5).with(CurvePoint.of(5.5, 3));
    assertThat(head.size()).isEqualTo(10);
    assertThat(left.last().fitness()).isEqualTo(1);
    assertThat(right.last().fitness()).isEqualTo(2);
    assertThat(left.fitness(5)).isEqualTo(60);
    assertThat(shorter.last()).isEqualTo(CurvePoint.of(5.5, 3));
    assertThat(head).isEqualTo(grown(10)).hasSameHashCodeAs(LearningCurve.of(head.points()));
  }

  @Test
  void aMillionPointsGrowOneByOne() {
    LearningCurve curve = LearningCurve.empty();
    for (int i = 1; i <= 1_000_000; i++) {
      curve = curve.with(CurvePoint.of(i, i % 100));
    }
    assertThat(curve.size()).isEqualTo(1_000_000);
    assertThat(curve.fitness(123_455)).isEqualTo(123_456 % 100);
    assertThat(curve.highest(50)).isEqualTo(50);
    assertThat(curve.highest(1_000)).isEqualTo(99);
    assertThat(curve.lowest(99)).isEqualTo(1);
    assertThat(curve.lowest(100)).isZero();
  }

  @Test
  void refusesWhatDoesNotIncreaseAndWhatIsNotThere() {
    List<CurvePoint> points = new ArrayList<>(grown(3).points());
    points.add(CurvePoint.of(3, 1));
    assertThatThrownBy(() -> LearningCurve.of(points))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs must increase: 3.0, 3.0");
    assertThatThrownBy(() -> grown(3).with(CurvePoint.of(2, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grown(3).head(2).point(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> grown(3).points().add(CurvePoint.of(4, 1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** Fitness 10·e after epoch e. */
  private static LearningCurve grown(int size) {
    LearningCurve curve = LearningCurve.empty();
    for (int e = 1; e <= size; e++) {
      curve = curve.with(CurvePoint.of(e, 10 * e));
    }
    return curve;
  }
}
