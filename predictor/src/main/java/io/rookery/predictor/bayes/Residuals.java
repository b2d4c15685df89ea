package io.rookery.predictor.bayes;

/**
 * How the networks that a stage learned from, in the order of their numbers, would have been
 * predicted had each not been learned.
 *
 * @param numbers of the networks, increasing
 * @param means what would have been predicted, on the modelling scale
 * @param squares of the errors, and the variances of the targets on top
 * @param leverages how far each lies from the others, at most {@link Sweep#LARGEST_LEVERAGE}
 */
record Residuals(int[] numbers, double[] means, double[] squares, double[] leverages) {}
