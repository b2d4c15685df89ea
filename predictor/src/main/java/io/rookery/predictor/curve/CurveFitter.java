package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.SeparableModel;
import java.util.Optional;

/** Fits one family to one curve after another. Not thread-safe: it reuses its memory. */
interface CurveFitter {

  /** The least-squares coefficients in their bounds; empty where the fit fails. */
  Optional<Fit> fit(Points points);

  /**
   * Where a fit ended.
   *
   * @param coefficients in the order of the family's parameters
   * @param squares sum of the squared residuals
   */
  record Fit(double[] coefficients, double squares) {}

  /** The quickest way to fit this family. */
  static CurveFitter of(CurveModel model) {
    return model instanceof SeparableModel separable
        ? new VariableProjection(separable)
        : new LevenbergMarquardt(model);
  }
}
