package io.rookery.predictor.curve;

/** The model ½ sᵀ(JᵀJ + D)s + gᵀs of how the cost changes by a step s. */
final class Quadratic {

  private final double[][] jacobian; // by parameter, then by point
  private final double[] gradient;
  private final double[] diagonal;

  Quadratic(double[][] jacobian, double[] gradient, double[] diagonal) {
    this.jacobian = jacobian;
    this.gradient = gradient;
    this.diagonal = diagonal;
  }

  double at(double[] step) {
    return curvature(step, step) / 2 + Vectors.dot(gradient, step);
  }

  /** The values along from + t · direction. */
  Line along(double[] from, double[] direction) {
    return new Line(
        curvature(direction, direction) / 2,
        Vectors.dot(gradient, direction) + curvature(from, direction),
        at(from));
  }

  private double curvature(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < jacobian[0].length; k++) {
      double ja = 0;
      double jb = 0;
      for (int i = 0; i < a.length; i++) {
        ja += jacobian[i][k] * a[i];
        jb += jacobian[i][k] * b[i];
      }
      sum += ja * jb;
    }
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * diagonal[i] * b[i];
    }
    return sum;
  }

  /** squared · t² + linear · t + constant. */
  record Line(double squared, double linear, double constant) {

    double at(double t) {
      return t * (squared * t + linear) + constant;
    }

    /** Where it is least between the two ends, both included. */
    double argmin(double least, double most) {
      double best = at(most) < at(least) ? most : least;
      double turn = -linear / 2 / squared;
      return squared != 0 && least < turn && turn < most && at(turn) < at(best) ? turn : best;
    }
  }
}
