package io.rookery.spark.trial;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long trainings may take to do what they must; zero for no limit.
 *
 * @param epoch longest time to a validation, from the one before or from the start
 * @param replaceAfter an executor whose training still runs so long after its cancellation is
 *     replaced
 */
public record TrialLimits(Duration epoch, Duration replaceAfter) implements Serializable {}
