/**
 * From files, environment, Spark's properties and options to checked records, and to the page that
 * lists them all.
 */
@NullMarked
package io.rookery.spark.config;

import org.jspecify.annotations.NullMarked;
