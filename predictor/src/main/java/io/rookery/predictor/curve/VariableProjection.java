package io.rookery.predictor.curve;

import io.rookery.predictor.SeparableModel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Least squares for families linear in all coefficients but one (Golub and Pereyra 1973,
 * doi:10.1137/0710036): the best intercept and slope at each of 64 shapes, then the zero of the
 * projected sum of squares' derivative beside the best of them. It looks at the whole range of the
 * shape, so it cannot end in a local optimum wider than a step of the grid, and allocates nothing
 * after the first curve of its length. Not thread-safe.
 */
final class VariableProjection implements CurveFitter {

  /** Tables for curves up to 4, 16, 64 … epochs, so that the grid suits the curve's length. */
  private static final int LENGTHS = 32;

  private static final int MAX_REFINEMENTS = 40;
  private static final double COORDINATE_TOLERANCE = 1e-9;
  private static final double SLOPE_TOLERANCE = 1e-12;

  private final SeparableModel model;
  private final LinearPart linear;
  private final @Nullable ShapeTable[] tables = new ShapeTable[LENGTHS];
  private final double[] cross = new double[ShapeTable.SHAPES];
  private final double[] pair = new double[2];
  private double[] z = new double[16];
  private double[] phi = new double[16];
  private double[] phiSlope = new double[16];

  private double bestSquares;
  private double bestShape;
  private double bestIntercept;
  private double bestSlope;

  VariableProjection(SeparableModel model) {
    this.model = model;
    this.linear = new LinearPart(model.intercepts(), model.slopes());
  }

  @Override
  public Optional<Fit> fit(Points points) {
    double[] p = new double[model.parameters().size()];
    double squares = fit(points.x(), points.y(), points.size(), p);
    return Double.isFinite(squares) && allFinite(p)
        ? Optional.of(new Fit(p, squares))
        : Optional.empty();
  }

  private static boolean allFinite(double[] p) {
    for (double value : p) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes the best coefficients for the first {@code n} points into {@code p}.
   *
   * @return the sum of squares; NaN or infinite where the family is defined nowhere
   */
  double fit(double[] x, double[] y, int n, double[] p) {
    if (n > z.length) {
      z = new double[2 * n];
      phi = new double[2 * n];
      phiSlope = new double[2 * n];
    }
    ShapeTable table = table(x[n - 1]);
    table.cover(x, n);
    linear.take(y, n, z);
    table.cross(z, n, cross);
    int best = bestOfGrid(table, n);
    bestSquares = Double.POSITIVE_INFINITY;
    if (best >= 0) {
      refine(table, best, x, y, n);
      model.assemble(bestIntercept, bestSlope, bestShape, p);
    } else {
      Arrays.fill(p, Double.NaN);
    }
    return bestSquares;
  }

  private ShapeTable table(double last) {
    int length = (Math.getExponent(Math.max(1, last)) + 2) / 2; // 4^length > last
    length = Math.min(LENGTHS - 1, length);
    ShapeTable table = tables[length];
    if (table == null) {
      table = new ShapeTable(model, Math.scalb(1.0, 2 * length));
      tables[length] = table;
    }
    return table;
  }

  private int bestOfGrid(ShapeTable table, int n) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < table.size(); g++) {
      linear.solve(table.sum(g, n), table.square(g, n), cross[g]);
      if (linear.squares < least) {
        least = linear.squares;
        best = g;
      }
    }
    return best;
  }

  /**
   * Brackets the zero between grid point {@code g} and the neighbour that descent leads to, and
   * finds it by regula falsi with the weights of Anderson and Björck 1973, doi:10.1007/BF01951936.
   */
  private void refine(ShapeTable table, int g, double[] x, double[] y, int n) {
    double a = table.coordinate(table.shape(g));
    double slopeA = derivative(table, a, x, y, n);
    double ahead = g + 1 < table.size() ? table.coordinate(table.shape(g + 1)) : a;
    double behind = g > 0 ? table.coordinate(table.shape(g - 1)) : a;
    boolean upward = (slopeA < 0) == (ahead >= behind);
    int neighbour = upward ? g + 1 : g - 1;
    if (neighbour < 0 || neighbour >= table.size() || slopeA == 0) {
      return; // the best shape is an end of its range
    }
    double b = table.coordinate(table.shape(neighbour));
    double slopeB = derivative(table, b, x, y, n);
    double enough = SLOPE_TOLERANCE * Math.max(Math.abs(slopeA), Math.abs(slopeB));
    for (int i = 0; i < MAX_REFINEMENTS && slopeA * slopeB < 0; i++) {
      double t = b - slopeB * (b - a) / (slopeB - slopeA);
      double slope = derivative(table, t, x, y, n);
      if (slope * slopeB < 0) {
        a = b;
        slopeA = slopeB;
      } else {
        double weight = 1 - slope / slopeB;
        slopeA *= weight > 0 ? weight : 0.5;
      }
      boolean done = Math.abs(b - t) < COORDINATE_TOLERANCE || Math.abs(slope) <= enough;
      b = t;
      slopeB = slope;
      if (done) {
        return;
      }
    }
  }

  /** Of the projected sum of squares by the coordinate; remembers the best shape it has seen. */
  private double derivative(ShapeTable table, double t, double[] x, double[] y, int n) {
    double shape = table.shapeAt(t);
    double sum = 0;
    double square = 0;
    double product = 0;
    for (int i = 0; i < n; i++) {
      model.basis(x[i], shape, pair);
      phi[i] = pair[0];
      phiSlope[i] = pair[1];
      sum += phi[i];
      square += phi[i] * phi[i];
      product += phi[i] * z[i];
    }
    linear.solve(sum, square, product);
    double squares = 0;
    double descent = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - linear.intercept - linear.slope * phi[i];
      squares += residual * residual;
      descent += residual * phiSlope[i];
    }
    if (squares < bestSquares) {
      bestSquares = squares;
      bestShape = shape;
      bestIntercept = linear.intercept;
      bestSlope = linear.slope;
    }
    return -2 * linear.slope * descent * table.stretch(shape);
  }
}
