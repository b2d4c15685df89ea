/**
 * A search as an MLlib estimator, and its winner as a transformer. Reads and writes DataFrames;
 * everything of the search itself it leaves to {@code io.rookery.spark.search}.
 */
@NullMarked
package io.rookery.spark.ml;

import org.jspecify.annotations.NullMarked;
