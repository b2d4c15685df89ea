/**
 * What was trained before, as files: the curves that {@code rookery replay} reads and writes, and
 * the tables that {@code rookery benchmark} reads. CSV, Parquet and the folders of searches in,
 * Parquet out. Knows the ledger and the predictor's replay; no Spark job runs.
 */
@NullMarked
package io.rookery.spark.curves;

import org.jspecify.annotations.NullMarked;
