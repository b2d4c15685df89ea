package io.rookery.predictor.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.CurveModel.Parameter;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.SeparableModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two ways to fit, against each other, an independent library, and the truth. */
class CurveFitterTest {

  /** Shapes end where a curve is straight to the eye: beyond, up to this much can be gained. */
  private static final double STRAIGHT = 0.02;

  static List<CurveModel> families() {
    return Providers.families();
  }

  static List<SeparableModel> separable() {
    return families().stream()
        .filter(SeparableModel.class::isInstance)
        .map(SeparableModel.class::cast)
        .toList();
  }

  /** Curves as networks draw them: a rise (or fall) that slows down, with noise. */
  private static Points noisy(CurveModel family, Random random, double noise) {
    int n = 6 + random.nextInt(20);
    double[] x = new double[n];
    double[] y = new double[n];
    double from = 5 + 40 * random.nextDouble();
    double to = from + 5 + 50 * random.nextDouble();
    double rate = 0.05 + random.nextDouble();
    for (int i = 0; i < n; i++) {
      x[i] = 1 + i * (random.nextBoolean() ? 1 : 1.5) * 1e-9 + i;
      y[i] = to - (to - from) * Math.exp(-rate * i) + noise * random.nextGaussian();
      if (!family.suits(Metric.ACCURACY)) {
        y[i] = (105 - y[i]) / 20;
      }
    }
    return new Points(x, y, 1);
  }

  @ParameterizedTest
  @MethodSource("separable")
  void variableProjectionIsNeverWorseThanTheGeneralPath(SeparableModel family) {
    Random random = new Random(1);
    VariableProjection projection = new VariableProjection(family);
    LevenbergMarquardt general = new LevenbergMarquardt(family);
    int both = 0;
    for (int draw = 0; draw < 200; draw++) {
      Points points = noisy(family, random, 2);
      CurveFitter.Fit fast = projection.fit(points).orElseThrow();
      double[] p = fast.coefficients();
      assertThat(Guess.squares(family, p, points.x(), points.y()))
          .as("squares as stated")
          .isCloseTo(fast.squares(), within(1e-6 * (1 + fast.squares())));
      for (int i = 0; i < p.length; i++) {
        Parameter parameter = family.parameters().get(i);
        assertThat(p[i]).isBetween(parameter.lower() - 1e-9, parameter.upper() + 1e-9);
      }
      // From a random place: from its own first guess, which is the answer, it would not search.
      double[] start = general(family, p, random);
      var slow = general.fit(points, start);
      if (slow.isPresent()) {
        both++;
        assertThat(fast.squares())
            .as(
                "draw %d, fast %s, general %s",
                draw, fast, Arrays.toString(slow.get().coefficients()))
            .isLessThanOrEqualTo(slow.get().squares() * (1 + STRAIGHT) + 1e-6);
      }
    }
    assertThat(both).as("fits to compare with").isGreaterThan(100);
  }

  private static double[] general(CurveModel family, double[] p, Random random) {
    double[] start = p.clone();
    for (int i = 0; i < start.length; i++) {
      double moved = start[i] + 0.3 * random.nextGaussian() * (0.1 + Math.abs(start[i]));
      start[i] = family.parameters().get(i).clip(moved);
    }
    return start;
  }

  @ParameterizedTest
  @MethodSource("families")
  void recoversItsOwnCurves(CurveModel family) {
    Random random = new Random(2);
    CurveFitter fitter = CurveFitter.of(family);
    int found = 0;
    int draws = 100;
    for (int draw = 0; draw < draws; draw++) {
      Points shape = noisy(family, random, 0.5);
      double[] truth =
          CurveFitter.of(family).fit(shape).map(CurveFitter.Fit::coefficients).orElse(null);
      if (truth == null) {
        continue;
      }
      double[] y = new double[shape.size()];
      for (int i = 0; i < y.length; i++) {
        y[i] = family.value(shape.x()[i], truth);
      }
      var fit = fitter.fit(new Points(shape.x(), y, 1));
      double horizon = 2 * shape.x()[shape.size() - 1];
      if (fit.isPresent()
          && Math.abs(
                  family.value(horizon, fit.get().coefficients()) - family.value(horizon, truth))
              < 0.1) {
        found++;
      }
    }
    assertThat(found).as("curves whose future is found to 0.1 points").isGreaterThanOrEqualTo(95);
  }

  @ParameterizedTest
  @MethodSource("families")
  void agreesWithHipparchus(CurveModel family) {
    Random random = new Random(3);
    CurveFitter fitter = CurveFitter.of(family);
    int compared = 0;
    for (int draw = 0; draw < 150; draw++) {
      Points points = noisy(family, random, 0.5);
      var ours = fitter.fit(points);
      if (ours.isEmpty() || atBound(family, ours.get().coefficients())) {
        continue; // the oracle knows no bounds
      }
      double theirs = hipparchus(family, points, ours.get().coefficients());
      compared += Double.isFinite(theirs) ? 1 : 0;
      assertThat(ours.get().squares())
          .as("%s, draw %d", family.name(), draw)
          .isLessThanOrEqualTo(theirs * (1 + 1e-6) + 1e-9);
    }
    assertThat(compared).as("fits inside their bounds").isGreaterThan(5);
  }

  private static boolean atBound(CurveModel family, double[] p) {
    for (int i = 0; i < p.length; i++) {
      Parameter parameter = family.parameters().get(i);
      double slack = 1e-3 * Math.max(1e-3, Math.abs(p[i]));
      if (p[i] < parameter.lower() + slack || p[i] > parameter.upper() - slack) {
        return true;
      }
    }
    return false;
  }

  /**
   * Squares where Hipparchus ends when it starts near our end: no lower if ours is the optimum.
   * Infinite where it does not end or leaves our bounds.
   */
  private static double hipparchus(CurveModel family, Points points, double[] near) {
    double[] start = near.clone();
    for (int i = 0; i < start.length; i++) {
      start[i] *= 1 + 1e-3;
    }
    Optimum optimum;
    try {
      optimum =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(start)
                      .target(points.y())
                      .model(
                          u -> {
                            double[] values = new double[points.size()];
                            double[][] jacobian = new double[points.size()][start.length];
                            for (int i = 0; i < values.length; i++) {
                              values[i] = family.value(points.x()[i], u.toArray());
                              family.gradient(points.x()[i], u.toArray(), jacobian[i]);
                            }
                            return new Pair<>(
                                new ArrayRealVector(values),
                                MatrixUtils.createRealMatrix(jacobian));
                          })
                      .maxEvaluations(2000)
                      .maxIterations(2000)
                      .build());
    } catch (MathIllegalStateException e) {
      return Double.POSITIVE_INFINITY;
    }
    double[] p = optimum.getPoint().toArray();
    for (int i = 0; i < p.length; i++) {
      Parameter parameter = family.parameters().get(i);
      if (p[i] < parameter.lower() || p[i] > parameter.upper()) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return optimum.getCost() * optimum.getCost();
  }
}
