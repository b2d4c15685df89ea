/**
 * A search inside Spark's own pages: its rows as events on Spark's bus, the tab "Rookery" that
 * shows them live and in the History Server, and the same page on the loopback address. Nothing
 * here may end a search: what Spark calls catches what it throws, and whatever listens to a search
 * may throw, for the search lets it go then.
 */
@NullMarked
package io.rookery.spark.ui;

import org.jspecify.annotations.NullMarked;
