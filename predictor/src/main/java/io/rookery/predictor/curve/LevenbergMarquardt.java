package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import java.util.Optional;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Bounded least squares for any family: Commons Math's Levenberg-Marquardt in unbounded variables
 * ({@link Unbounded}), from the family's own first guess. It ends in a local optimum.
 */
final class LevenbergMarquardt implements CurveFitter {

  /** As many as let each family find its own curves again, from its own first guess. */
  private static final int EVALUATIONS = 500;

  private final CurveModel model;
  private final Unbounded unbounded;
  private final int limit;
  private final LevenbergMarquardtOptimizer optimizer = new LevenbergMarquardtOptimizer();

  LevenbergMarquardt(CurveModel model) {
    this(model, EVALUATIONS);
  }

  LevenbergMarquardt(CurveModel model, int limit) {
    this.model = model;
    this.limit = limit;
    this.unbounded = new Unbounded(model.parameters());
  }

  @Override
  public Optional<Fit> fit(Points points) {
    return points.size() < 2 ? Optional.empty() : fit(points, model.guess(points.x(), points.y()));
  }

  /** From another start than the family's own. */
  Optional<Fit> fit(Points points, double[] start) {
    if (!Double.isFinite(Guess.squares(model, start, points.x(), points.y()))) {
      return Optional.empty();
    }
    Search search = new Search(points);
    try {
      optimizer.optimize(
          new LeastSquaresBuilder()
              .start(unbounded.outside(start))
              .target(points.y())
              .model(search::at)
              .maxEvaluations(limit)
              .maxIterations(limit)
              .build());
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      // A valley too flat to end in: the place reached fits the points as well as its end would.
      return search.best();
    } catch (ConvergenceException e) {
      // Thrown where no step can lower the cost by a representable amount: there is the optimum.
      return search.best();
    }
    return search.best();
  }

  /** One fit's evaluations, the best of them, and whether a derivative was ever undefined. */
  private final class Search {

    private final Points points;
    private final double[] p;
    private final double[] slopes;
    private final double[] gradient;
    private double[] best = {};
    private double least = Double.POSITIVE_INFINITY;
    private boolean undefined;

    Search(Points points) {
      int n = model.parameters().size();
      this.points = points;
      this.p = new double[n];
      this.slopes = new double[n];
      this.gradient = new double[n];
    }

    Pair<RealVector, RealMatrix> at(RealVector u) {
      unbounded.inside(u.toArray(), p);
      unbounded.slopes(u.toArray(), p, slopes);
      double[] values = new double[points.size()];
      double[][] jacobian = new double[points.size()][p.length];
      double squares = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = model.value(points.x()[i], p);
        squares += (values[i] - points.y()[i]) * (values[i] - points.y()[i]);
        model.gradient(points.x()[i], p, gradient);
        for (int j = 0; j < p.length; j++) {
          jacobian[i][j] = defined(gradient[j] * slopes[j], squares);
        }
      }
      if (squares < least) {
        least = squares;
        best = p.clone();
      }
      return new Pair<>(
          new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }

    /** The method loops over a matrix of NaN; where the value is defined, that spoils the fit. */
    private double defined(double derivative, double squares) {
      if (Double.isFinite(derivative)) {
        return derivative;
      }
      undefined |= Double.isFinite(squares);
      return 0;
    }

    Optional<Fit> best() {
      return undefined || best.length == 0 ? Optional.empty() : Optional.of(new Fit(best, least));
    }
  }
}
