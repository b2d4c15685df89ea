/**
 * A search made visible: {@code report.html} out of a ledger. Knows the ledger, and of the search
 * only what its listener is told; draws nothing itself (the page's scripts do).
 */
@NullMarked
package io.rookery.spark.report;

import org.jspecify.annotations.NullMarked;
