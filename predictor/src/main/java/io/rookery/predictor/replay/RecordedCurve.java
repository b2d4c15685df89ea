package io.rookery.predictor.replay;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A network that was trained once, with all that was recorded of it.
 *
 * @param id unique in its set
 * @param points validations in order of their epochs, which strictly increase; at least one
 * @param seconds how long training and validation took from the point before to each point; empty
 *     where that was not recorded
 * @param scalars architecture scalars by name
 */
public record RecordedCurve(
    String id, LearningCurve points, List<Double> seconds, Map<String, Double> scalars) {

  public RecordedCurve {
    seconds = List.copyOf(seconds);
    scalars = Map.copyOf(scalars);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("curve " + id + " has no point");
    }
    if (!seconds.isEmpty() && seconds.size() != points.size()) {
      throw new IllegalArgumentException(
          "curve %s has %d points and %d durations".formatted(id, points.size(), seconds.size()));
    }
  }

  /** The fitness recorded at {@code horizon}; empty where the curve ends before it or skips it. */
  public OptionalDouble fitnessAt(double horizon) {
    int index = indexOf(horizon);
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(points.fitness(index));
  }

  /** This curve without the points after {@code horizon}. */
  RecordedCurve until(double horizon) {
    int size = indexOf(horizon) + 1;
    return new RecordedCurve(
        id, points.head(size), seconds.isEmpty() ? seconds : seconds.subList(0, size), scalars);
  }

  /** Epochs of training, or seconds where they were recorded, that end with point {@code index}. */
  double duration(int index) {
    if (!seconds.isEmpty()) {
      return seconds.get(index);
    }
    return points.epoch(index) - (index == 0 ? 0 : points.epoch(index - 1));
  }

  private int indexOf(double horizon) {
    double[] epochs = points.points().stream().mapToDouble(CurvePoint::epoch).toArray();
    return Arrays.binarySearch(epochs, horizon);
  }
}
