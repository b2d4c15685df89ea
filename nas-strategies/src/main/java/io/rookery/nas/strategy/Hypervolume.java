package io.rookery.nas.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The volume that a set of points dominates, up to a reference point: the size of what a
 * multi-objective search has reached (Zitzler, Thiele 1999, doi:10.1109/4235.797969). All
 * objectives are minimised; points beyond the reference in any objective count nothing.
 *
 * <p>Exact, by slicing one objective after the other (While, Hingston, Barone, Huband 2006,
 * doi:10.1109/TEVC.2005.851275): for fronts of up to some hundred points in two to four objectives.
 */
public final class Hypervolume {

  private final double[] reference;

  /** Up to this point, worse than all of interest; one value for each objective. */
  public Hypervolume(double... reference) {
    if (reference.length == 0) {
      throw new IllegalArgumentException("a reference point needs at least one objective");
    }
    this.reference = reference.clone();
  }

  /**
   * The volume.
   *
   * @param points each with as many objectives as the reference
   */
  public double of(List<double[]> points) {
    for (double[] point : points) {
      if (point.length != reference.length) {
        throw new IllegalArgumentException(
            "the reference has %d objectives, a point has %d: %s"
                .formatted(reference.length, point.length, Arrays.toString(point)));
      }
    }
    return volume(points.stream().filter(this::isWithin).toList(), reference.length);
  }

  private boolean isWithin(double[] point) {
    for (int i = 0; i < reference.length; i++) {
      if (!(point[i] < reference[i])) {
        return false;
      }
    }
    return true;
  }

  /** Of the first {@code objectives} alone: slices between neighbours along the last of them. */
  private double volume(List<double[]> points, int objectives) {
    if (points.isEmpty()) {
      return 0;
    }
    int last = objectives - 1;
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(point -> point[last]));
    if (objectives == 1) {
      return reference[0] - sorted.get(0)[0];
    }
    double volume = 0;
    for (int i = 0; i < sorted.size(); i++) {
      double end = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
      double thickness = end - sorted.get(i)[last];
      if (thickness > 0) {
        volume += thickness * volume(sorted.subList(0, i + 1), last);
      }
    }
    return volume;
  }
}
