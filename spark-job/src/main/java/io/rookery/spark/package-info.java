/**
 * Rookery on Spark. A newcomer begins at {@link io.rookery.spark.search.SearchDriver}, which holds
 * the whole way of the data in one method.
 */
@NullMarked
package io.rookery.spark;

import org.jspecify.annotations.NullMarked;
