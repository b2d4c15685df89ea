package io.rookery.predictor.bayes;

/**
 * What is believed of a final fitness on the modelling scale: a Student t.
 *
 * @param mean its centre
 * @param variance the square of its scale parameter
 * @param degrees of freedom, at least 3
 */
record Posterior(double mean, double variance, int degrees) {}
