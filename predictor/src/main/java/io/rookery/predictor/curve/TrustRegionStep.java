package io.rookery.predictor.curve;

import java.util.Arrays;

/**
 * One step of {@link TrustRegion}: the best of the trust-region step cut at the bounds, the same
 * reflected at the first bound it meets, and the gradient step (Branch, Coleman, Li 1999, section
 * 2), all in the variables scaled by the distance to the bounds.
 */
final class TrustRegionStep {

  private static final int MAX_DAMPINGS = 10;
  private static final double RADIUS_TOLERANCE = 0.01;

  private final Box box;
  private final double[] x;
  private final double[] scale;
  private final double[] scaledGradient;
  private final Quadratic model;
  private final int points;

  private final SingularValues decomposition;
  private final double[] singular;
  private final double[] projected; // Uᵀ of the residuals

  private double[] step = {};
  private double[] scaledStep = {};
  private double expectedGain;

  TrustRegionStep(Box box, TrustRegion.Linearization here) {
    int n = here.x().length;
    this.box = box;
    this.x = here.x();
    this.points = here.residuals().length;
    this.scale = new double[n];
    double[] diagonal = new double[n];
    double[][] columns = new double[n][];
    for (int i = 0; i < n; i++) {
      scale[i] = Math.sqrt(here.distance()[i]);
      diagonal[i] = here.gradient()[i] * here.slope()[i];
      columns[i] = here.jacobian()[i].clone();
      Vectors.scale(columns[i], scale[i]);
    }
    this.scaledGradient = Vectors.times(scale, here.gradient());
    this.model = new Quadratic(columns, scaledGradient, diagonal);
    this.decomposition = new SingularValues(augmented(columns, diagonal));
    this.singular = decomposition.values();
    this.projected = decomposition.projected(here.residuals());
  }

  /** The scaled Jacobian above the square root of the diagonal, by column. */
  private static double[][] augmented(double[][] columns, double[] diagonal) {
    int points = columns[0].length;
    double[][] taller = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      taller[i] = Arrays.copyOf(columns[i], points + columns.length);
      taller[i][points + i] = Math.sqrt(diagonal[i]);
    }
    return taller;
  }

  double[] step() {
    return step;
  }

  double[] scaledStep() {
    return scaledStep;
  }

  double expectedGain() {
    return expectedGain;
  }

  /**
   * The Gauss-Newton step if it is short enough, else the damped one whose length is the radius
   * (Moré 1978, "The Levenberg-Marquardt algorithm: implementation and theory").
   *
   * @return the damping used
   */
  double solve(double radius, double firstDamping) {
    int n = x.length;
    boolean fullRank = points >= n && singular[n - 1] > Math.ulp(1.0) * points * singular[0];
    double[] weighted = Vectors.times(singular, projected);
    if (fullRank) {
      double[] newton = new double[n];
      for (int i = 0; i < n; i++) {
        newton[i] = -projected[i] / singular[i];
      }
      scaledStep = decomposition.rotated(newton);
      if (Vectors.norm(scaledStep) <= radius) {
        return 0;
      }
    }
    double damping = damping(radius, firstDamping, fullRank, weighted);
    double[] damped = new double[n];
    for (int i = 0; i < n; i++) {
      damped[i] = -weighted[i] / (singular[i] * singular[i] + damping);
    }
    scaledStep = decomposition.rotated(damped);
    Vectors.scale(scaledStep, radius / Vectors.norm(scaledStep));
    return damping;
  }

  /** Moré's root finding for the damping whose step has the length of the radius, to 1 %. */
  private double damping(double radius, double first, boolean fullRank, double[] weighted) {
    double most = Vectors.norm(weighted) / radius;
    double least = fullRank ? -excess(0, weighted, radius) / excessSlope(0, weighted) : 0;
    double damping = !fullRank && first == 0 ? middle(least, most) : first;
    for (int i = 0; i < MAX_DAMPINGS; i++) {
      if (damping < least || damping > most) {
        damping = middle(least, most);
      }
      double excess = excess(damping, weighted, radius);
      double newton = excess / excessSlope(damping, weighted);
      if (excess < 0) {
        most = damping;
      }
      least = Math.max(least, damping - newton);
      damping -= (excess + radius) * newton / radius;
      if (Math.abs(excess) < RADIUS_TOLERANCE * radius) {
        break;
      }
    }
    return damping;
  }

  private static double middle(double least, double most) {
    return Math.max(0.001 * most, Math.sqrt(least * most));
  }

  private double excess(double damping, double[] weighted, double radius) {
    return length(damping, weighted) - radius;
  }

  private double excessSlope(double damping, double[] weighted) {
    double sum = 0;
    for (int i = 0; i < singular.length; i++) {
      double denominator = singular[i] * singular[i] + damping;
      sum += weighted[i] * weighted[i] / (denominator * denominator * denominator);
    }
    return -sum / length(damping, weighted);
  }

  private double length(double damping, double[] weighted) {
    double squares = 0;
    for (int i = 0; i < singular.length; i++) {
      double part = weighted[i] / (singular[i] * singular[i] + damping);
      squares += part * part;
    }
    return Math.sqrt(squares);
  }

  /** Cuts, reflects, or takes the gradient's direction; false where no step is defined. */
  boolean choose(double radius, double theta) {
    step = Vectors.times(scale, scaledStep);
    if (box.holds(x, step)) {
      expectedGain = -model.at(scaledStep);
      return true;
    }
    double toBound = box.strides(x, step);
    double[] reflected = scaledStep.clone();
    for (int i = 0; i < x.length; i++) {
      if (box.strides(x, step, i) == toBound) {
        reflected[i] = -reflected[i];
      }
    }
    double[] cut = scaledStep.clone();
    Vectors.scale(cut, toBound);
    double reflectedValue = reflect(cut, reflected, radius, theta, toBound);
    Vectors.scale(cut, theta);
    double cutValue = model.at(cut);
    double[] descent = scaledGradient.clone();
    double descentValue = descend(descent, radius, theta);
    take(cut, cutValue, reflected, reflectedValue, descent, descentValue);
    return Double.isFinite(expectedGain);
  }

  private void take(
      double[] cut,
      double cutValue,
      double[] reflected,
      double reflectedValue,
      double[] descent,
      double descentValue) {
    if (cutValue < reflectedValue && cutValue < descentValue) {
      scaledStep = cut;
      expectedGain = -cutValue;
    } else if (reflectedValue < cutValue && reflectedValue < descentValue) {
      scaledStep = reflected;
      expectedGain = -reflectedValue;
    } else {
      scaledStep = descent;
      expectedGain = -descentValue;
    }
    step = Vectors.times(scale, scaledStep);
  }

  /** Turns the direction {@code reflected} into the best step along it; its value, or infinity. */
  private double reflect(
      double[] cut, double[] reflected, double radius, double theta, double cutStrides) {
    double[] direction = Vectors.times(scale, reflected);
    double[] onBound = Vectors.times(scale, cut);
    for (int i = 0; i < x.length; i++) {
      onBound[i] += x[i];
    }
    double toRadius = toRadius(cut, reflected, radius);
    double toBound = box.strides(onBound, direction);
    double longest = Math.min(toBound, toRadius);
    if (!(longest > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double least = (1 - theta) * cutStrides / longest;
    double most = longest == toBound ? theta * toBound : toRadius;
    if (!(least <= most)) {
      return Double.POSITIVE_INFINITY;
    }
    Quadratic.Line line = model.along(cut, reflected);
    double best = line.argmin(least, most);
    for (int i = 0; i < x.length; i++) {
      reflected[i] = cut[i] + best * reflected[i];
    }
    return line.at(best);
  }

  /** Turns the gradient into the best step down along it; its value. */
  private double descend(double[] descent, double radius, double theta) {
    Vectors.scale(descent, -1);
    double toRadius = radius / Vectors.norm(descent);
    double toBound = box.strides(x, Vectors.times(scale, descent));
    double most = toBound < toRadius ? theta * toBound : toRadius;
    Quadratic.Line line = model.along(new double[x.length], descent);
    double best = line.argmin(0, most);
    Vectors.scale(descent, best);
    return line.at(best);
  }

  /** The positive t with ‖from + t·direction‖ = radius; NaN where {@code from} lies beyond it. */
  private static double toRadius(double[] from, double[] direction, double radius) {
    double a = Vectors.dot(direction, direction);
    double b = Vectors.dot(from, direction);
    double c = Vectors.dot(from, from) - radius * radius;
    double q = -(b + Math.copySign(Math.sqrt(b * b - a * c), b));
    return c > 0 ? Double.NaN : Math.max(q / a, c / q);
  }
}
