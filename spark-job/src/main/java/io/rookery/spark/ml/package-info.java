/**
 * A search as an MLlib estimator, and its winner as a transformer. Reads and writes DataFrames;
 * everything of the search itself it leaves to {@code io.rookery.spark.search}.
 *
 * <p>And the predictor {@code sequential-regression}: MLlib regressors learned from past searches,
 * trained by Spark, asked on the driver without a Spark job.
 */
@NullMarked
package io.rookery.spark.ml;

import org.jspecify.annotations.NullMarked;
