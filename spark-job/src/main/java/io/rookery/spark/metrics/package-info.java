/** How reports of running trainings reach the driver, each once. */
@NullMarked
package io.rookery.spark.metrics;

import org.jspecify.annotations.NullMarked;
