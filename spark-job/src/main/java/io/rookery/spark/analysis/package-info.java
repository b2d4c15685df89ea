/**
 * Questions that people ask of a search's tables: as Spark SQL, and one as a random forest. Knows
 * the tables as the public contract says, and nothing of how they are written.
 */
@NullMarked
package io.rookery.spark.analysis;

import org.jspecify.annotations.NullMarked;
