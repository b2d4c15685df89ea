/**
 * Parametric learning curves: the families, the ways to fit them, and the predictors made of them.
 *
 * <p>{@code Points} scales a curve; {@code TrustRegion}, {@code CurveFitter} and {@code
 * VariableProjection} fit a {@link io.rookery.predictor.CurveModel} to it; {@code Extrapolation}
 * turns the fit into a prediction with its uncertainty. Uses Commons Math, knows nothing of rules.
 */
@NullMarked
package io.rookery.predictor.curve;

import org.jspecify.annotations.NullMarked;
