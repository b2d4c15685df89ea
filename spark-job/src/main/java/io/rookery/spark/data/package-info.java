/**
 * Labelled images: their Parquet layout, where they are imported from, and how executors hold them.
 */
@NullMarked
package io.rookery.spark.data;

import org.jspecify.annotations.NullMarked;
