/**
 * Search strategies, each found by its name through {@link io.rookery.nas.Strategies}.
 *
 * <p>A strategy's file reads as its published algorithm. What all share stands beside it: {@code
 * Proposals} numbers candidates, sees duplicates and takes in what is told; {@code SteadyState} and
 * {@code Generational} are the two loops of evolution.
 */
@NullMarked
package io.rookery.nas.strategy;

import org.jspecify.annotations.NullMarked;
