/**
 * A search inside Spark's own pages: its rows as events on Spark's bus, the tab "Rookery" that
 * shows them live and in the History Server, and the same page on the loopback address. Nothing
 * here may end a search: every entrance catches what it throws.
 */
@NullMarked
package io.rookery.spark.ui;

import org.jspecify.annotations.NullMarked;
