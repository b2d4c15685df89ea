/** Parquet files read row by row on the driver, without Spark: images, curves, tables, ledgers. */
@NullMarked
package io.rookery.spark.parquet;

import org.jspecify.annotations.NullMarked;
