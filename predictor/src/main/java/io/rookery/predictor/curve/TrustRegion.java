package io.rookery.predictor.curve;

import java.util.Optional;

/**
 * Bounded nonlinear least squares by the trust-region reflective method of Branch, Coleman and Li,
 * "A Subspace, Interior, and Conjugate Gradient Method for Large-Scale Bound-Constrained
 * Minimization Problems", SIAM J. Sci. Comput. 21(1), 1999, doi:10.1137/S1064827595289108.
 *
 * <p>The published PENGUIN fits with SciPy's {@code curve_fit}, and what it predicts depends on
 * where that stops: at a local optimum, at the limit of evaluations, or not at all. So the choices
 * that the paper leaves open are SciPy's (least_squares, method "trf"): a singular value
 * decomposition per step, forward differences, tolerances of 1e-8, no scaling, and 100 evaluations
 * per parameter.
 */
final class TrustRegion {

  private static final double TOLERANCE = 1e-8;
  private static final double DIFFERENCE = Math.sqrt(Math.ulp(1.0));
  private static final double START_MARGIN = 1e-10;

  private final Residuals residuals;
  private final Box box;
  private final int limit;
  private final int n;

  private double[] x;
  private double[] f;
  private double cost;
  private final double[][] jacobian;
  private final double[] gradient;
  private final double[] distance;
  private final double[] slope;
  private double radius;
  private double damping;
  private int evaluations;

  /**
   * The problem near where the search is.
   *
   * @param x the parameters
   * @param residuals there
   * @param jacobian their derivatives, by parameter, then by point
   * @param gradient of half the sum of squares
   * @param distance Coleman and Li's v: to the bound that descent leads to, or 1
   * @param slope its derivative
   */
  record Linearization(
      double[] x,
      double[] residuals,
      double[][] jacobian,
      double[] gradient,
      double[] distance,
      double[] slope) {}

  private TrustRegion(Residuals residuals, int points, Box box, double[] start, int limit) {
    this.residuals = residuals;
    this.box = box;
    this.limit = limit;
    this.n = start.length;
    this.x = start.clone();
    this.f = new double[points];
    this.jacobian = new double[n][points];
    this.gradient = new double[n];
    this.distance = new double[n];
    this.slope = new double[n];
  }

  /**
   * The parameters at a local minimum of the sum of squares.
   *
   * @param points how many residuals there are; may be fewer than parameters
   * @param start in or on the bounds
   * @param limit evaluations allowed, those for derivatives not counted
   * @return empty where the limit came first, or the residuals are not finite at the start
   */
  static Optional<double[]> minimize(
      Residuals residuals, int points, Box box, double[] start, int limit) {
    TrustRegion search = new TrustRegion(residuals, points, box, start, limit);
    return search.converges() ? Optional.of(search.x) : Optional.empty();
  }

  private boolean converges() {
    double[] start = x.clone();
    box.enter(x, START_MARGIN);
    residuals.at(x, f);
    evaluations = 1;
    cost = Vectors.dot(f, f) / 2;
    if (!Double.isFinite(cost) || !differentiate()) {
      return false;
    }
    radius = initialRadius(start);
    boolean settled = false;
    while (true) {
      measureDistances();
      double optimality = 0;
      for (int i = 0; i < n; i++) {
        optimality = Math.max(optimality, Math.abs(gradient[i] * distance[i]));
      }
      if (optimality < TOLERANCE || settled) {
        return true;
      }
      if (evaluations >= limit) {
        return false;
      }
      Trial trial = descend(optimality);
      settled = trial == Trial.SETTLED;
      if (trial == Trial.STUCK) {
        return false;
      }
    }
  }

  private double initialRadius(double[] start) {
    measureDistances();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += start[i] * start[i] / distance[i];
    }
    return squares == 0 ? 1 : Math.sqrt(squares);
  }

  private enum Trial {
    MOVED,
    SETTLED,
    STUCK
  }

  /** Tries steps, in a region that shrinks, until one lowers the cost. */
  private Trial descend(double optimality) {
    TrustRegionStep step =
        new TrustRegionStep(box, new Linearization(x, f, jacobian, gradient, distance, slope));
    double theta = Math.max(0.995, 1 - optimality);
    double[] moved = new double[n];
    double[] fMoved = new double[f.length];
    boolean settled = false;
    double gained = -1;
    while (gained <= 0 && evaluations < limit && !settled) {
      damping = step.solve(radius, damping);
      if (!step.choose(radius, theta)) {
        return Trial.STUCK;
      }
      for (int i = 0; i < n; i++) {
        moved[i] = x[i] + step.step()[i];
      }
      box.enter(moved, 0);
      residuals.at(moved, fMoved);
      evaluations++;
      double costMoved = Vectors.dot(fMoved, fMoved) / 2;
      double length = Vectors.norm(step.scaledStep());
      if (!Double.isFinite(costMoved)) {
        radius = length / 4;
        continue;
      }
      gained = cost - costMoved;
      double ratio = ratio(gained, step.expectedGain());
      settled = isSmall(gained, ratio, Vectors.norm(step.step()));
      if (!settled) {
        resize(ratio, length);
      }
    }
    if (gained > 0) {
      x = moved;
      f = fMoved;
      cost = Vectors.dot(f, f) / 2;
      if (!differentiate()) {
        return Trial.STUCK;
      }
    }
    return settled ? Trial.SETTLED : Trial.MOVED;
  }

  private static double ratio(double gained, double expected) {
    if (expected > 0) {
      return gained / expected;
    }
    return expected == 0 && gained == 0 ? 1 : 0;
  }

  private boolean isSmall(double gained, double ratio, double step) {
    return gained < TOLERANCE * cost && ratio > 0.25
        || step < TOLERANCE * (TOLERANCE + Vectors.norm(x));
  }

  private void resize(double ratio, double length) {
    double resized = radius;
    if (ratio < 0.25) {
      resized = length / 4;
    } else if (ratio > 0.75 && length > 0.95 * radius) {
      resized = 2 * radius;
    }
    damping *= radius / resized;
    radius = resized;
  }

  /** Coleman and Li's scaling, equation (2.2): how far to the bound that descent leads to. */
  private void measureDistances() {
    for (int i = 0; i < n; i++) {
      if (gradient[i] < 0 && Double.isFinite(box.upper(i))) {
        distance[i] = box.upper(i) - x[i];
        slope[i] = -1;
      } else if (gradient[i] > 0 && Double.isFinite(box.lower(i))) {
        distance[i] = x[i] - box.lower(i);
        slope[i] = 1;
      } else {
        distance[i] = 1;
        slope[i] = 0;
      }
    }
  }

  /** Forward differences, backward where there is no room; false where they are not finite. */
  private boolean differentiate() {
    for (int i = 0; i < n; i++) {
      double here = x[i];
      x[i] = here + room(i, DIFFERENCE * (here >= 0 ? 1 : -1) * Math.max(1, Math.abs(here)));
      residuals.at(x, jacobian[i]);
      double taken = x[i] - here;
      x[i] = here;
      gradient[i] = 0;
      for (int k = 0; k < f.length; k++) {
        jacobian[i][k] = (jacobian[i][k] - f[k]) / taken;
        gradient[i] += jacobian[i][k] * f[k];
      }
      if (!Double.isFinite(gradient[i])) {
        return false;
      }
    }
    return true;
  }

  private double room(int i, double wanted) {
    double below = x[i] - box.lower(i);
    double above = box.upper(i) - x[i];
    double moved = x[i] + wanted;
    if (moved >= box.lower(i) && moved <= box.upper(i)) {
      return wanted;
    }
    if (Math.abs(wanted) <= Math.max(below, above)) {
      return -wanted;
    }
    return above >= below ? above : -below;
  }
}
