package io.rookery.spark.metrics;

import io.rookery.spark.train.EpochMetrics;
import java.io.Serializable;

/**
 * One validation of one training, as it travels to the driver; (candidateId, attempt, epoch) is its
 * key.
 *
 * @param candidateId the network
 * @param attempt of its training, from 0
 * @param metrics what was measured
 * @param executor Spark's id of the executor
 * @param device where it trained
 * @param reportedAt milliseconds since 1970 on the executor's clock
 */
public record EpochReport(
    String candidateId,
    int attempt,
    EpochMetrics metrics,
    String executor,
    String device,
    long reportedAt)
    implements Serializable {}
