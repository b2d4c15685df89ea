package io.rookery.predictor.curve;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;
import java.util.List;

/** {@code formula}: a curve family written in the configuration. */
public final class FormulaProvider implements PredictorProvider<FormulaProvider.Settings> {

  /** What may be set of it. */
  public record Settings(
      @Help(
              "fitness as a formula of x, the epoch (1 at the first validation); every name but x, e"
                  + " and pi is a coefficient; + - * / ^, brackets, exp, ln, log10, sqrt, tanh, atan;"
                  + " at most 500 characters; PENGUIN's by default")
          String formula,
      @Help("bounds of coefficients, like 0.5 <= a <= 200 or b >= 1; the others are free")
          List<String> bounds,
      @Help("points of the first fit; 2 or more; 4 by default, one more than the coefficients")
          int minimumPoints) {
    public Settings {
      bounds = List.copyOf(bounds);
      new FormulaModel(formula, bounds); // refuses what cannot be read before work starts
      if (minimumPoints < 2) {
        throw new IllegalArgumentException("minimumPoints must be 2 or more: " + minimumPoints);
      }
    }
  }

  @Override
  public String name() {
    return "formula";
  }

  @Override
  public String summary() {
    return "a curve family written in the configuration, such as a - b^(c - x)";
  }

  @Override
  public String source() {
    return "the formula is the user's; the default is Rorabaugh, Caino-Lores, Johnston, Taufer 2022,"
        + " doi:10.1109/TPDS.2022.3140681";
  }

  @Override
  public Settings defaults() {
    return new Settings("a - b^(c - x)", List.of("0.5 <= a <= 200", "b >= 1", "c >= 0"), 4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    return new CurvePredictor(
        new FormulaModel(settings.formula(), settings.bounds()), settings.minimumPoints());
  }
}
