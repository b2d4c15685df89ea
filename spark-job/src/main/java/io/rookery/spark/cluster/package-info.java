/** What the cluster has: its executors, their cores and GPUs, and how many trainings fit. */
@NullMarked
package io.rookery.spark.cluster;

import org.jspecify.annotations.NullMarked;
