package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Providers;

/** {@code parametric}: any one curve family. */
public final class ParametricProvider implements PredictorProvider<ParametricProvider.Settings> {

  /** What may be set of it. */
  public record Settings(
      @Help("name of the curve family; AUTO: PENGUIN's, for accuracies or for losses")
          String family,
      @Help(
              "points of the first fit; 2 or more; 4 by default, one more than PENGUIN's coefficients")
          int minimumPoints) {
    public Settings {
      if (minimumPoints < 2) {
        throw new IllegalArgumentException("minimumPoints must be 2 or more: " + minimumPoints);
      }
    }
  }

  @Override
  public String name() {
    return "parametric";
  }

  @Override
  public String summary() {
    return "one curve family fitted after every point, by least squares over its whole range";
  }

  @Override
  public String source() {
    return "Domhan, Springenberg, Hutter, IJCAI 2015; variable projection: Golub and Pereyra 1973,"
        + " doi:10.1137/0710036";
  }

  @Override
  public Settings defaults() {
    return new Settings("AUTO", 4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    CurveModel model = model(settings.family(), metric);
    if (!model.suits(metric)) {
      throw new IllegalArgumentException(
          "the curve family %s does not suit %s; these do: %s"
              .formatted(
                  model.name(),
                  metric,
                  Providers.families().stream()
                      .filter(family -> family.suits(metric))
                      .map(CurveModel::name)
                      .toList()));
    }
    return new CurvePredictor(model, settings.minimumPoints());
  }

  private static CurveModel model(String family, Metric metric) {
    if (family.equals("AUTO")) {
      return metric == Metric.ACCURACY ? new Exponential() : new ExponentialLoss();
    }
    return Providers.family(family);
  }
}
