/**
 * Search strategies, each found by its name through {@link io.rookery.nas.strategy.Strategies}.
 *
 * <p>A strategy's file reads as its published algorithm; what all share (numbering, duplicates,
 * what predicted fitness is worth) is {@link io.rookery.nas.strategy.Proposals}.
 */
@NullMarked
package io.rookery.nas.strategy;

import org.jspecify.annotations.NullMarked;
