/**
 * Recorded curves as files: what {@code rookery replay} reads and writes. CSV, Parquet and the
 * folders of searches in, Parquet out. Knows the ledger and the predictor's replay; no Spark job
 * runs.
 */
@NullMarked
package io.rookery.spark.curves;

import org.jspecify.annotations.NullMarked;
