/**
 * Stopping rules and the providers that name them.
 *
 * <p>A rule sees a network's curve, what was predicted of it and the state of the search through
 * {@link io.rookery.predictor.Situation}; it knows no predictor and no engine.
 */
@NullMarked
package io.rookery.predictor.rule;

import org.jspecify.annotations.NullMarked;
