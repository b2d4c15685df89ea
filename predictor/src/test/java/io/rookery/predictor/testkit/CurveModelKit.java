package io.rookery.predictor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.CurveModel.Parameter;
import io.rookery.predictor.Metric;
import io.rookery.predictor.SeparableModel;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every {@link CurveModel} must do. Inherit it and give it the family. */
public abstract class CurveModelKit {

  private static final int DRAWS = 200;
  private static final double[] EPOCHS = {1, 1.5, 2, 3, 5, 10, 25, 100};

  /** The family under test. */
  protected abstract CurveModel model();

  @Test
  void saysWhatItIs() {
    CurveModel model = model();
    assertThat(model.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(model.source()).isNotBlank();
    assertThat(Metric.values()).as("metrics").anyMatch(model::suits);
    assertThat(model.parameters()).isNotEmpty();
    assertThat(model.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
    for (Parameter parameter : model.parameters()) {
      assertThat(model.formula())
          .containsPattern("(?<!\\w)" + Pattern.quote(parameter.name()) + "(?!\\w)");
    }
  }

  @Test
  void isDefinedInItsBoundsAtEveryEpoch() {
    draws()
        .forEach(
            p -> {
              for (double x : EPOCHS) {
                assertThat(model().value(x, p))
                    .as("value at x = %s, p = %s", x, Arrays.toString(p))
                    .isNotNaN();
              }
            });
  }

  @Test
  void gradientIsTheSlopeOfTheValue() {
    CurveModel model = model();
    double[] gradient = new double[model.parameters().size()];
    draws()
        .forEach(
            p -> {
              for (double x : EPOCHS) {
                model.gradient(x, p, gradient);
                for (int i = 0; i < p.length; i++) {
                  compare(gradient[i], slope(model, x, p, i), model.value(x, p), p, x, i);
                }
              }
            });
  }

  private static void compare(
      double given, Slope slope, double value, double[] p, double x, int i) {
    if (!Double.isFinite(slope.value()) || Math.abs(value) > 1e6) {
      return; // no fitness is that large; the difference would be rounding
    }
    double tolerance = 1e-5 * Math.abs(slope.value()) + 10 * slope.error() + 1e-7;
    assertThat(given)
        .as("derivative by coefficient %d at x = %s, p = %s", i, x, Arrays.toString(p))
        .isCloseTo(slope.value(), within(tolerance));
  }

  private record Slope(double value, double error) {}

  /** Central differences of two widths: what they differ by is their error. */
  private static Slope slope(CurveModel model, double x, double[] p, int i) {
    double step = 1e-5 * Math.max(1e-3, Math.abs(p[i]));
    double wide = difference(model, x, p, i, step);
    double narrow = difference(model, x, p, i, step / 2);
    double rounding = 4 * Math.ulp(Math.abs(model.value(x, p))) / step;
    return new Slope((4 * narrow - wide) / 3, Math.abs(wide - narrow) + rounding);
  }

  private static double difference(CurveModel model, double x, double[] p, int i, double step) {
    double[] moved = p.clone();
    moved[i] = p[i] + step;
    double above = model.value(x, moved);
    moved[i] = p[i] - step;
    return (above - model.value(x, moved)) / (2 * step);
  }

  @Test
  void guessesInItsBoundsFromAnyPoints() {
    Random random = new Random(1);
    for (int draw = 0; draw < DRAWS; draw++) {
      int n = 2 + random.nextInt(30);
      double[] x = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i == 0 ? 1 : x[i - 1] + (draw % 2 == 0 ? 1 : 0.1 + random.nextDouble());
        y[i] = draw % 10 == 0 ? 10 : 100 * random.nextDouble();
      }
      double[] givenX = x.clone();
      double[] givenY = y.clone();
      double[] p = model().guess(x, y);
      assertThat(x).as("x is left alone").isEqualTo(givenX);
      assertThat(y).as("y is left alone").isEqualTo(givenY);
      assertThat(p).hasSize(model().parameters().size());
      for (int i = 0; i < p.length; i++) {
        Parameter parameter = model().parameters().get(i);
        assertThat(p[i])
            .as("guess of %s for %s", parameter, Arrays.toString(y))
            .isBetween(parameter.lower(), parameter.upper());
        assertThat(p[i]).isFinite();
      }
      assertThat(model().value(1, p)).as("value of the guess").isNotNaN();
    }
  }

  @Test
  void linearPartsMakeUpTheValue() {
    Assumptions.assumeTrue(model() instanceof SeparableModel, "not linear in all but one");
    SeparableModel model = (SeparableModel) model();
    Random random = new Random(2);
    double[] basis = new double[2];
    double[] p = new double[model.parameters().size()];
    for (int draw = 0; draw < DRAWS; draw++) {
      double shape = between(model.shapes(30), random);
      double slope = between(model.slopes(), random);
      SeparableModel.Range intercepts = model.intercepts();
      double intercept = intercepts == null ? 0 : between(intercepts, random);
      model.assemble(intercept, slope, shape, p);
      for (double x : new double[] {1, 2.5, 30}) {
        model.basis(x, shape, basis);
        double value = intercept + slope * basis[0];
        assertThat(model.value(x, p)).isCloseTo(value, within(1e-9 * (1 + Math.abs(value))));
        assertBasisSlope(model, x, shape);
      }
      for (int i = 0; i < p.length; i++) {
        Parameter parameter = model.parameters().get(i);
        double slack = 1e-9 * (1 + Math.abs(p[i]));
        assertThat(p[i]).isBetween(parameter.lower() - slack, parameter.upper() + slack);
      }
    }
  }

  private static void assertBasisSlope(SeparableModel model, double x, double shape) {
    double step = 1e-6 * Math.max(1e-3, Math.abs(shape));
    double[] above = new double[2];
    double[] below = new double[2];
    double[] here = new double[2];
    model.basis(x, shape + step, above);
    model.basis(x, shape - step, below);
    model.basis(x, shape, here);
    if (model.shapes(30).lower() < model.shapes(30).upper()) {
      assertThat(here[1])
          .as("derivative of the basis at x = %s, shape = %s", x, shape)
          .isCloseTo((above[0] - below[0]) / (2 * step), within(1e-4 * (1 + Math.abs(here[1]))));
    }
  }

  private static double between(SeparableModel.Range range, Random random) {
    return between(range.lower(), range.upper(), random);
  }

  /** Random coefficients inside the bounds, where these are infinite up to 100 beyond them. */
  private Stream<double[]> draws() {
    Random random = new Random(3);
    return Stream.generate(
            () ->
                model().parameters().stream()
                    .mapToDouble(p -> between(p.lower(), p.upper(), random))
                    .toArray())
        .limit(DRAWS);
  }

  private static double between(double lower, double upper, Random random) {
    if (lower > 0 && Double.isFinite(upper) && upper / lower > 100) {
      return lower * Math.pow(upper / lower, random.nextDouble());
    }
    double from = Double.isInfinite(lower) ? Math.min(upper, 0) - 100 : lower;
    double to = Double.isInfinite(upper) ? Math.max(lower, 0) + 100 : upper;
    return from + (to - from) * (0.01 + 0.98 * random.nextDouble());
  }
}
