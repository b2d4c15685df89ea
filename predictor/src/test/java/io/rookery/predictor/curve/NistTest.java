package io.rookery.predictor.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certified results of NIST's Statistical Reference Datasets for nonlinear regression, with the
 * models as formulas: this checks the formula compiler's derivatives, Levenberg-Marquardt and the
 * trust-region method at once.
 */
class NistTest {

  private static final String MODELS =
      """
      Bennett5, b1 * (b2 + x)^(-1 / b3)
      BoxBOD,   b1 * (1 - exp(-b2 * x))
      Chwirut1, exp(-b1 * x) / (b2 + b3 * x)
      Chwirut2, exp(-b1 * x) / (b2 + b3 * x)
      DanWood,  b1 * x^b2
      Eckerle4, (b1 / b2) * exp(-0.5 * ((x - b3) / b2)^2)
      Gauss1,   b1 * exp(-b2 * x) + b3 * exp(-(x - b4)^2 / b5^2) + b6 * exp(-(x - b7)^2 / b8^2)
      Gauss2,   b1 * exp(-b2 * x) + b3 * exp(-(x - b4)^2 / b5^2) + b6 * exp(-(x - b7)^2 / b8^2)
      Gauss3,   b1 * exp(-b2 * x) + b3 * exp(-(x - b4)^2 / b5^2) + b6 * exp(-(x - b7)^2 / b8^2)
      Hahn1,    (b1 + b2 * x + b3 * x^2 + b4 * x^3) / (1 + b5 * x + b6 * x^2 + b7 * x^3)
      Kirby2,   (b1 + b2 * x + b3 * x^2) / (1 + b4 * x + b5 * x^2)
      Lanczos1, b1 * exp(-b2 * x) + b3 * exp(-b4 * x) + b5 * exp(-b6 * x)
      Lanczos2, b1 * exp(-b2 * x) + b3 * exp(-b4 * x) + b5 * exp(-b6 * x)
      Lanczos3, b1 * exp(-b2 * x) + b3 * exp(-b4 * x) + b5 * exp(-b6 * x)
      MGH09,    b1 * (x^2 + x * b2) / (x^2 + x * b3 + b4)
      MGH10,    b1 * exp(b2 / (x + b3))
      MGH17,    b1 + b2 * exp(-x * b4) + b3 * exp(-x * b5)
      Misra1a,  b1 * (1 - exp(-b2 * x))
      Misra1b,  b1 * (1 - (1 + b2 * x / 2)^(-2))
      Misra1c,  b1 * (1 - (1 + 2 * b2 * x)^(-0.5))
      Misra1d,  b1 * b2 * x / (1 + b2 * x)
      Rat42,    b1 / (1 + exp(b2 - b3 * x))
      Rat43,    b1 / (1 + exp(b2 - b3 * x))^(1 / b4)
      Roszman1, b1 - b2 * x - atan(b3 / (x - b4)) / pi
      Thurber,  (b1 + b2 * x + b3 * x^2 + b4 * x^3) / (1 + b5 * x + b6 * x^2 + b7 * x^3)
      """;

  /** Lanczos1 is exact to 14 digits: what is left of its squares is rounding. */
  private static final double ROUNDING = 1e-20;

  /** More than a learning curve needs: some of the starts are far away by design. */
  private static final int EVALUATIONS = 20_000;

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = MODELS)
  void levenbergMarquardtFindsTheCertifiedValues(String name, String formula) {
    FormulaModel model = new FormulaModel(formula, List.of());
    DataSet data = DataSet.read(name, model);
    for (double[] start : data.starts()) {
      CurveFitter.Fit fit =
          new LevenbergMarquardt(model, EVALUATIONS).fit(data.points(), start).orElseThrow();
      // Where squares agree to 10 digits, coefficients agree to 5 or more.
      assertThat(fit.squares())
          .isCloseTo(data.squares(), within(1e-10 * data.squares() + ROUNDING));
      assertClose(fit.coefficients(), data.certified(), 2e-5);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = MODELS)
  void trustRegionFindsThemToItsTolerance(String name, String formula) {
    FormulaModel model = new FormulaModel(formula, List.of());
    DataSet data = DataSet.read(name, model);
    Points points = data.points();
    Residuals residuals =
        (p, r) -> {
          for (int i = 0; i < r.length; i++) {
            r[i] = model.value(points.x()[i], p) - points.y()[i];
          }
        };
    Box box = Box.of(model.parameters());
    for (double[] start : data.starts()) {
      double[] p =
          TrustRegion.minimize(residuals, points.size(), box, start, EVALUATIONS).orElseThrow();
      // It ends when a step gains less than 1e-8 of the squares: Hahn1's coefficients, which can
      // make up for each other, are then 0.7 % off.
      assertThat(Guess.squares(model, p, points.x(), points.y()))
          .isCloseTo(data.squares(), within(1e-5 * data.squares() + ROUNDING));
      assertClose(p, data.certified(), 0.01);
    }
  }

  private static void assertClose(double[] found, double[] certified, double tolerance) {
    for (int i = 0; i < certified.length; i++) {
      assertThat(found[i])
          .as("b%d", i + 1)
          .isCloseTo(certified[i], within(tolerance * Math.abs(certified[i])));
    }
  }

  private record DataSet(Points points, List<double[]> starts, double[] certified, double squares) {

    static DataSet read(String name, FormulaModel model) {
      List<double[]> parameters = new ArrayList<>();
      List<double[]> data = new ArrayList<>();
      double squares = Double.NaN;
      boolean rows = false;
      for (String line : lines(name)) {
        String[] fields = line.trim().split("\\s+");
        if (line.matches("\\s*b\\d+ = .*")) {
          parameters.add(numbers(fields[2], fields[3], fields[4]));
        } else if (line.startsWith("Residual Sum of Squares:")) {
          squares = Double.parseDouble(fields[4]);
        } else if (rows && fields.length == 2) {
          data.add(numbers(fields[0], fields[1]));
        }
        rows |= line.matches("Data: +y +x *");
      }
      return new DataSet(
          new Points(column(data, 1), column(data, 0), 1),
          List.of(ordered(model, column(parameters, 0)), ordered(model, column(parameters, 1))),
          ordered(model, column(parameters, 2)),
          squares);
    }

    private static List<String> lines(String name) {
      try (InputStream in = NistTest.class.getResourceAsStream("/nist/" + name + ".dat")) {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static double[] numbers(String... fields) {
      return Arrays.stream(fields).mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] column(List<double[]> rows, int index) {
      return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    /** b1, b2 … in the order in which the formula names them. */
    private static double[] ordered(FormulaModel model, double[] b) {
      return model.parameters().stream()
          .mapToDouble(parameter -> b[Integer.parseInt(parameter.name().substring(1)) - 1])
          .toArray();
    }
  }
}
