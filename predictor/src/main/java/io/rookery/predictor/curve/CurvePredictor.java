package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.Optional;

/** One family fitted to each curve by the quickest way, and extrapolated to the horizon. */
final class CurvePredictor implements FitnessPredictor {

  private final CurveModel model;
  private final CurveFitter fitter;
  private final int minimumPoints;

  CurvePredictor(CurveModel model, int minimumPoints) {
    this.model = model;
    this.fitter = CurveFitter.of(model);
    this.minimumPoints = minimumPoints;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    if (curve.size() < minimumPoints) {
      return Optional.empty();
    }
    Points points = Points.of(curve);
    double x = trial.horizon() / points.unit();
    if (x < 1) {
      return Optional.empty(); // a family says nothing of what was before the first point
    }
    return fitter
        .fit(points)
        .flatMap(
            fit -> Extrapolation.predict(model, fit.coefficients(), points, x, trial.horizon()));
  }
}
