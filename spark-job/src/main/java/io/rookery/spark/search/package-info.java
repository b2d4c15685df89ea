/**
 * One search: {@link io.rookery.spark.search.Search} sets it up, {@link
 * io.rookery.spark.search.SearchDriver} runs it.
 */
@NullMarked
package io.rookery.spark.search;

import org.jspecify.annotations.NullMarked;
