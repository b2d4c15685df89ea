package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.Optional;

/**
 * PENGUIN's predictor: one family fitted anew after each point, from the same start, with the
 * published solver; the two published variants differ in the record {@link Variant}.
 */
final class PublishedFit implements FitnessPredictor {

  /**
   * What differs between the two.
   *
   * @param start the coefficients each fit starts from
   * @param fewestPoints points of the first fit
   * @param shift added to the scaled epochs of the points, not to the horizon's
   * @param ceiling a first coefficient from here on is no prediction and withdraws what was said
   * @param failureWithdraws whether a failed fit withdraws it too
   */
  record Variant(
      double[] start, int fewestPoints, double shift, double ceiling, boolean failureWithdraws) {}

  /** SciPy's limit: 100 evaluations for each of three coefficients. */
  private static final int EVALUATIONS = 300;

  private final CurveModel model;
  private final Variant variant;
  private boolean withdraws;

  PublishedFit(CurveModel model, Variant variant) {
    this.model = model;
    this.variant = variant;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    withdraws = false;
    if (curve.size() < variant.fewestPoints()) {
      return Optional.empty();
    }
    Points points = Points.of(curve).shifted(variant.shift());
    Optional<double[]> fit =
        TrustRegion.minimize(
            residuals(points),
            points.size(),
            Box.of(model.parameters()),
            variant.start(),
            EVALUATIONS);
    if (fit.isEmpty()) {
      withdraws = variant.failureWithdraws();
      return Optional.empty();
    }
    double[] p = fit.get();
    withdraws = p[0] >= variant.ceiling();
    return withdraws
        ? Optional.empty()
        : Extrapolation.predict(model, p, points, trial.horizon() / points.unit(), trial.horizon());
  }

  private Residuals residuals(Points points) {
    double[] x = points.x();
    double[] y = points.y();
    return (p, residuals) -> {
      for (int i = 0; i < x.length; i++) {
        residuals[i] = model.value(x[i], p) - y[i];
      }
    };
  }

  @Override
  public boolean withdraws() {
    return withdraws;
  }
}
