/**
 * Architectures, the spaces they are drawn from, and the strategies that choose the next ones.
 *
 * <p>Pure Java: nothing here knows Spark, DJL, JSON or learning curves. Spaces and strategies are
 * found by name through {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.rookery.nas;

import org.jspecify.annotations.NullMarked;
