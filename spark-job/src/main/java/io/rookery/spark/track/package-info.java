/**
 * A search told to others: gauges for Spark's metrics, runs for MLflow, event files for
 * TensorBoard. Each only listens; none can end or slow a search, and a server that is dead is named
 * once.
 */
@NullMarked
package io.rookery.spark.track;

import org.jspecify.annotations.NullMarked;
