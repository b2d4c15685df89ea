package io.rookery.predictor;

import java.util.Arrays;
import java.util.List;

/**
 * Fitness after each observed epoch. Epochs strictly increase and may be fractions; there may be
 * gaps. Immutable and safe to share between threads.
 */
public final class LearningCurve {

  private static final LearningCurve EMPTY = new LearningCurve(new CurvePoint[0]);

  private final CurvePoint[] points;

  private LearningCurve(CurvePoint[] points) {
    this.points = points;
  }

  /** A curve without a point. */
  public static LearningCurve empty() {
    return EMPTY;
  }

  /**
   * A curve of these points.
   *
   * @throws IllegalArgumentException if their epochs do not strictly increase
   */
  public static LearningCurve of(List<CurvePoint> points) {
    CurvePoint[] array = points.toArray(new CurvePoint[0]);
    for (int i = 1; i < array.length; i++) {
      requireIncreasing(array[i - 1], array[i]);
    }
    return new LearningCurve(array);
  }

  /** This curve and one more point, whose epoch must be greater than the last one's. */
  public LearningCurve with(CurvePoint point) {
    if (!isEmpty()) {
      requireIncreasing(last(), point);
    }
    CurvePoint[] longer = Arrays.copyOf(points, points.length + 1);
    longer[points.length] = point;
    return new LearningCurve(longer);
  }

  /** The first {@code count} points. */
  public LearningCurve head(int count) {
    return count == points.length ? this : new LearningCurve(Arrays.copyOf(points, count));
  }

  public int size() {
    return points.length;
  }

  public boolean isEmpty() {
    return points.length == 0;
  }

  public CurvePoint point(int index) {
    return points[index];
  }

  /** The newest point; the curve must not be empty. */
  public CurvePoint last() {
    return points[points.length - 1];
  }

  public double epoch(int index) {
    return points[index].epoch();
  }

  public double fitness(int index) {
    return points[index].fitness();
  }

  /** All points, oldest first. */
  public List<CurvePoint> points() {
    return List.of(points);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LearningCurve curve && Arrays.equals(points, curve.points);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(points);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "LearningCurve[]"
        : "LearningCurve[" + size() + " points, last " + last() + "]";
  }

  private static void requireIncreasing(CurvePoint before, CurvePoint after) {
    if (after.epoch() <= before.epoch()) {
      throw new IllegalArgumentException(
          "epochs must increase: " + before.epoch() + ", " + after.epoch());
    }
  }
}
