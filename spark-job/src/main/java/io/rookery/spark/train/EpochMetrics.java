package io.rookery.spark.train;

import java.io.Serializable;

/**
 * What one validation measured.
 *
 * @param epoch epochs trained so far; a fraction between two epoch ends
 * @param fitness accuracy on the validation split, in percent
 * @param trainLoss mean over the examples since the validation before; positive infinity where it
 *     is not finite
 * @param trainAccuracy in percent, since the validation before
 * @param validLoss mean over the validation split; positive infinity where it is not finite
 * @param learningRate at the newest step
 * @param seconds of training and validation since the report before
 */
public record EpochMetrics(
    double epoch,
    double fitness,
    double trainLoss,
    double trainAccuracy,
    double validLoss,
    double learningRate,
    double seconds)
    implements Serializable {}
