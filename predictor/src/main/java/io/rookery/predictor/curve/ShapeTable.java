package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel;
import java.util.Arrays;

/**
 * φ(x; ρ) of a separable family at the epochs seen so far and at a grid of shapes ρ, with its
 * running sums: networks of one search are validated at the same epochs, so all but their values
 * can be computed once. The layout is by point, then by shape, so that a loop over shapes runs over
 * neighbouring numbers. Not thread-safe.
 */
final class ShapeTable {

  /** Shapes in the grid. */
  static final int SHAPES = 64;

  private final SeparableModel model;
  private final double[] shapes;
  private final boolean geometric;
  private final double[] pair = new double[2];

  private int points;
  private double[] x = new double[16];
  private double[] phi = new double[16 * SHAPES];
  private double[] sums = new double[17 * SHAPES];
  private double[] squares = new double[17 * SHAPES];

  ShapeTable(SeparableModel model, double last) {
    this.model = model;
    SeparableModel.Range range = model.shapes(last);
    this.geometric = range.lower() * range.upper() > 0;
    this.shapes = new double[range.lower() == range.upper() ? 1 : SHAPES];
    double from = coordinate(range.lower());
    double step = shapes.length == 1 ? 0 : (coordinate(range.upper()) - from) / (SHAPES - 1);
    double sign = Math.signum(range.lower());
    for (int g = 0; g < shapes.length; g++) {
      double t = from + g * step;
      shapes[g] = geometric ? sign * Math.exp(t) : t;
    }
    shapes[0] = range.lower();
    shapes[shapes.length - 1] = range.upper();
  }

  /** Makes the table hold the first {@code n} epochs of {@code epochs}. */
  void cover(double[] epochs, int n) {
    int same = Arrays.mismatch(x, 0, Math.min(n, points), epochs, 0, Math.min(n, points));
    if (same >= 0) {
      points = same;
    }
    if (n > x.length) {
      int capacity = Math.max(n, 2 * x.length);
      x = Arrays.copyOf(x, capacity);
      phi = Arrays.copyOf(phi, capacity * SHAPES);
      sums = Arrays.copyOf(sums, (capacity + 1) * SHAPES);
      squares = Arrays.copyOf(squares, (capacity + 1) * SHAPES);
    }
    for (; points < n; points++) {
      append(epochs[points]);
    }
  }

  private void append(double epoch) {
    x[points] = epoch;
    int row = points * SHAPES;
    int next = row + SHAPES;
    for (int g = 0; g < shapes.length; g++) {
      model.basis(epoch, shapes[g], pair);
      phi[row + g] = pair[0];
      sums[next + g] = sums[row + g] + pair[0];
      squares[next + g] = squares[row + g] + pair[0] * pair[0];
    }
  }

  /** Σ φ·z over the first {@code n} points, for every shape. */
  void cross(double[] z, int n, double[] products) {
    Arrays.fill(products, 0);
    for (int i = 0; i < n; i++) {
      int row = i * SHAPES;
      double value = z[i];
      for (int g = 0; g < SHAPES; g++) {
        products[g] += phi[row + g] * value;
      }
    }
  }

  /** Σ φ over the first {@code n} points. */
  double sum(int g, int n) {
    return sums[n * SHAPES + g];
  }

  /** Σ φ² over the first {@code n} points. */
  double square(int g, int n) {
    return squares[n * SHAPES + g];
  }

  int size() {
    return shapes.length;
  }

  double shape(int g) {
    return shapes[g];
  }

  /** The coordinate in which the grid has equal steps. */
  double coordinate(double shape) {
    return geometric ? Math.log(Math.abs(shape)) : shape;
  }

  /** dρ/dt, t the coordinate. */
  double stretch(double shape) {
    return geometric ? shape : 1;
  }

  /** The shape at coordinate {@code t}. */
  double shapeAt(double t) {
    return geometric ? Math.copySign(Math.exp(t), shapes[0]) : t;
  }
}
