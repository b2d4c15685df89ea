/**
 * What trains one network, seen from a task: the {@link io.rookery.spark.train.Trainer} SPI and its
 * values.
 */
@NullMarked
package io.rookery.spark.train;

import org.jspecify.annotations.NullMarked;
