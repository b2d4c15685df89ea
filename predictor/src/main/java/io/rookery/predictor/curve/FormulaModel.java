package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A family given by a formula and bounds in a configuration. */
final class FormulaModel implements CurveModel {

  private static final String NUMBER = "([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)";
  private static final String NAME = "([a-zA-Z][a-zA-Z0-9_]*)";
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*" + NUMBER + "\\s*<=?\\s*" + NAME + "\\s*<=?\\s*" + NUMBER + "\\s*");
  private static final Pattern ABOVE =
      Pattern.compile("\\s*" + NAME + "\\s*>=?\\s*" + NUMBER + "\\s*");
  private static final Pattern BELOW =
      Pattern.compile("\\s*" + NAME + "\\s*<=?\\s*" + NUMBER + "\\s*");

  private final Formula formula;
  private final Term[] gradient;
  private final List<Parameter> parameters;

  /**
   * A family of this formula.
   *
   * @param bounds "0.5 &lt;= a &lt;= 200", "b &gt;= 1" or "c &lt;= 0"; a coefficient without one is
   *     free
   * @throws IllegalArgumentException if the formula or a bound cannot be read
   */
  FormulaModel(String formula, List<String> bounds) {
    this.formula = Formula.compile(formula);
    List<String> names = this.formula.coefficients();
    List<Parameter> parameters = new ArrayList<>();
    names.forEach(name -> parameters.add(Family.free(name)));
    for (String bound : bounds) {
      Parameter parameter = parse(bound);
      int index = names.indexOf(parameter.name());
      if (index < 0) {
        throw new IllegalArgumentException(
            "the bound %s names no coefficient of %s; they are %s"
                .formatted(bound, formula, String.join(", ", names)));
      }
      parameters.set(index, parameter);
    }
    this.parameters = List.copyOf(parameters);
    this.gradient = new Term[names.size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = this.formula.term().by(i);
    }
  }

  private static Parameter parse(String bound) {
    Matcher between = BETWEEN.matcher(bound);
    Matcher above = ABOVE.matcher(bound);
    Matcher below = BELOW.matcher(bound);
    try {
      if (between.matches()) {
        return new Parameter(
            between.group(2),
            Double.parseDouble(between.group(1)),
            Double.parseDouble(between.group(3)));
      } else if (above.matches()) {
        return Family.from(above.group(1), Double.parseDouble(above.group(2)));
      } else if (below.matches()) {
        return new Parameter(
            below.group(1), Double.NEGATIVE_INFINITY, Double.parseDouble(below.group(2)));
      }
    } catch (NumberFormatException e) {
      // falls through to the message below, which shows the bound
    }
    throw new IllegalArgumentException(
        "a bound is written 0.5 <= a <= 200, b >= 1 or c <= 0; found " + bound);
  }

  @Override
  public String name() {
    return "formula";
  }

  @Override
  public String formula() {
    return formula.text();
  }

  @Override
  public String source() {
    return "the configuration";
  }

  @Override
  public boolean suits(Metric metric) {
    return true;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public double value(double x, double[] p) {
    return formula.term().at(x, p);
  }

  @Override
  public void gradient(double x, double[] p, double[] out) {
    for (int i = 0; i < gradient.length; i++) {
      out[i] = gradient[i].at(x, p);
    }
  }

  @Override
  public double[] guess(double[] x, double[] y) {
    return Scatter.best(this, x, y);
  }
}
