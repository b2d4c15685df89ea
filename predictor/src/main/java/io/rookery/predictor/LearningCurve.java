package io.rookery.predictor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fitness after each observed epoch. Epochs strictly increase and may be fractions; there may be
 * gaps. Immutable and safe to share between threads.
 */
public final class LearningCurve {

  private static final LearningCurve EMPTY = new LearningCurve(new Points(0), 0);

  private final Points points;
  private final int size;

  private LearningCurve(Points points, int size) {
    this.points = points;
    this.size = size;
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
    Points copy = new Points(points.size());
    for (CurvePoint point : points) {
      if (copy.used.get() > 0) {
        requireIncreasing(copy.array[copy.used.get() - 1], point);
      }
      copy.put(copy.used.getAndIncrement(), point);
    }
    return new LearningCurve(copy, points.size());
  }

  /** This curve and one more point, whose epoch must be greater than the last one's. */
  public LearningCurve with(CurvePoint point) {
    if (!isEmpty()) {
      requireIncreasing(last(), point);
    }
    return new LearningCurve(points.append(size, point), size + 1);
  }

  /** The first {@code count} points. */
  public LearningCurve head(int count) {
    return new LearningCurve(points, Objects.checkFromToIndex(0, count, size) + count);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public CurvePoint point(int index) {
    return points.array[Objects.checkIndex(index, size)];
  }

  /** The newest point; the curve must not be empty. */
  public CurvePoint last() {
    return points.array[size - 1];
  }

  public double epoch(int index) {
    return point(index).epoch();
  }

  public double fitness(int index) {
    return point(index).fitness();
  }

  /** Greatest fitness of the first {@code count} points, at least one; takes no time. */
  public double highest(int count) {
    return points.highest[Objects.checkIndex(count - 1, size)];
  }

  /** Least fitness of the first {@code count} points, at least one; takes no time. */
  public double lowest(int count) {
    return points.lowest[Objects.checkIndex(count - 1, size)];
  }

  /** All points, oldest first. */
  public List<CurvePoint> points() {
    return Collections.unmodifiableList(Arrays.asList(points.array).subList(0, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LearningCurve curve && points().equals(curve.points());
  }

  @Override
  public int hashCode() {
    return points().hashCode();
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "LearningCurve[]"
        : "LearningCurve[" + size() + " points, last " + last() + "]";
  }

  /**
   * An array that curves share: each sees its first points only, and the one that sees all that are
   * used may append in place. So a curve that grows point by point costs a reference and two
   * numbers a point.
   */
  private static final class Points {
    final CurvePoint[] array;

    /** Of the fitness up to each point. */
    final double[] highest;

    final double[] lowest;
    final AtomicInteger used = new AtomicInteger();

    Points(int capacity) {
      this.array = new CurvePoint[capacity];
      this.highest = new double[capacity];
      this.lowest = new double[capacity];
    }

    void put(int index, CurvePoint point) {
      double fitness = point.fitness();
      highest[index] = index == 0 ? fitness : Math.max(highest[index - 1], fitness);
      lowest[index] = index == 0 ? fitness : Math.min(lowest[index - 1], fitness);
      array[index] = point;
    }

    /** The points before {@code size} and {@code point}: these ones grown, or a longer copy. */
    Points append(int size, CurvePoint point) {
      if (size < array.length && used.compareAndSet(size, size + 1)) {
        put(size, point);
        return this;
      }
      Points longer = new Points(Math.max(8, size + size / 2));
      System.arraycopy(array, 0, longer.array, 0, size);
      System.arraycopy(highest, 0, longer.highest, 0, size);
      System.arraycopy(lowest, 0, longer.lowest, 0, size);
      longer.put(size, point);
      longer.used.set(size + 1);
      return longer;
    }
  }

  private static void requireIncreasing(CurvePoint before, CurvePoint after) {
    if (after.epoch() <= before.epoch()) {
      throw new IllegalArgumentException(
          "epochs must increase: " + before.epoch() + ", " + after.epoch());
    }
  }
}
