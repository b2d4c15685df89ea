/**
 * {@link io.rookery.spark.doctor.Doctor} looks at a Spark session before a search is started in it,
 * for what Spark's own messages miss. May use the search's configuration, data and trainers;
 * nothing uses it but the command line.
 */
@NullMarked
package io.rookery.spark.doctor;

import org.jspecify.annotations.NullMarked;
