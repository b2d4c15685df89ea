/** The command line: a thin user of {@code io.rookery.spark}. */
@NullMarked
package io.rookery.submit;

import org.jspecify.annotations.NullMarked;
