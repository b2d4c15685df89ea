package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Metric;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What every built-in family says of itself. */
abstract class Family implements CurveModel {

  static final String PENGUIN =
      "Rorabaugh, Caino-Lores, Johnston, Taufer 2022, doi:10.1109/TPDS.2022.3140681";
  static final String DOMHAN =
      "Domhan, Springenberg, Hutter, \"Speeding Up Automatic Hyperparameter Optimization of Deep"
          + " Neural Networks by Extrapolation of Learning Curves\", IJCAI 2015, table 1";
  static final String WORKFLOW =
      "the function library of the A4NN workflow (Channing et al., ICPP 2023)";

  static final Set<Metric> BOTH = EnumSet.allOf(Metric.class);
  static final Set<Metric> ACCURACY = EnumSet.of(Metric.ACCURACY);
  static final Set<Metric> LOSS = EnumSet.of(Metric.LOSS);

  private final String name;
  private final String formula;
  private final String source;
  private final Set<Metric> metrics;
  private final List<Parameter> parameters;

  Family(String name, String formula, String source, Set<Metric> metrics, Parameter... parameters) {
    this.name = name;
    this.formula = formula;
    this.source = source;
    this.metrics = metrics;
    this.parameters = List.of(parameters);
  }

  static Parameter parameter(String name, double lower, double upper) {
    return new Parameter(name, lower, upper);
  }

  /** A parameter that may have any value. */
  static Parameter free(String name) {
    return new Parameter(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** A parameter of at least {@code lower}. */
  static Parameter from(String name, double lower) {
    return new Parameter(name, lower, Double.POSITIVE_INFINITY);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String formula() {
    return formula;
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public final boolean suits(Metric metric) {
    return metrics.contains(metric);
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  /** {@code p} with every coefficient in range. */
  final double[] clipped(double... p) {
    for (int i = 0; i < p.length; i++) {
      p[i] = parameters.get(i).clip(p[i]);
    }
    return p;
  }
}
