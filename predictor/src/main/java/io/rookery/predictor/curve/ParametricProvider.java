package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Providers;
import java.util.stream.Collectors;

/** {@code parametric}: any one curve family. */
public final class ParametricProvider implements PredictorProvider<ParametricProvider.Settings> {

  private static final String AUTO = "AUTO";

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
    return new Settings(AUTO, 4);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    CurveModel model =
        settings.family().equals(AUTO) ? penguins(metric) : family(settings.family(), metric);
    return new CurvePredictor(model, settings.minimumPoints());
  }

  private static CurveModel penguins(Metric metric) {
    return metric == Metric.ACCURACY ? new Exponential() : new ExponentialLoss();
  }

  /**
   * The family of this name.
   *
   * @throws IllegalArgumentException if there is none, or it does not suit the metric
   */
  static CurveModel family(String name, Metric metric) {
    CurveModel model = Providers.family(name);
    if (!model.suits(metric)) {
      throw new IllegalArgumentException(
          "the curve family %s does not suit %s; these do: %s"
              .formatted(
                  name,
                  metric,
                  Providers.families().stream()
                      .filter(family -> family.suits(metric))
                      .map(CurveModel::name)
                      .collect(Collectors.joining(", "))));
    }
    return model;
  }
}
