/**
 * The append-only truth of a search: four Parquet tables, {@code search.json} and {@code
 * _STATUS.json} in one folder on any Hadoop file system, written and read on the driver without a
 * Spark job. The columns are a public contract, told in docs/results.md.
 */
@NullMarked
package io.rookery.spark.ledger;

import org.jspecify.annotations.NullMarked;
