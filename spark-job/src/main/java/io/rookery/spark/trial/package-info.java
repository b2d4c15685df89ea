/**
 * One candidate's training as one Spark job of one task: submitted, run on an executor, cancelled.
 */
@NullMarked
package io.rookery.spark.trial;

import org.jspecify.annotations.NullMarked;
