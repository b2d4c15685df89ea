package io.rookery.predictor.replay;

import java.util.List;

/**
 * Recorded curves of one search.
 *
 * @param name for tables
 * @param curves at least one, ids unique
 */
public record CurveSet(String name, List<RecordedCurve> curves) {

  public CurveSet {
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("the curve set " + name + " is empty");
    }
    long ids = curves.stream().map(RecordedCurve::id).distinct().count();
    if (ids < curves.size()) {
      throw new IllegalArgumentException("curve ids repeat in the curve set " + name);
    }
  }

  /** The last epoch any curve reaches. */
  public double lastEpoch() {
    return curves.stream().mapToDouble(curve -> curve.points().last().epoch()).max().orElseThrow();
  }
}
