/**
 * Learning curves, what is predicted of them, and the rules that end a training early.
 *
 * <p>Pure Java and Commons Math: nothing here knows Spark, DJL, JSON or where a curve comes from.
 * {@link io.rookery.predictor.PredictionEngine} is the door; predictors, curve families and
 * stopping rules are found by name through {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.rookery.predictor;

import org.jspecify.annotations.NullMarked;
