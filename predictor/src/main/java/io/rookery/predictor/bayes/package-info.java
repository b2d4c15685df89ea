/**
 * Empirical Bayes: what the networks of the same search that ended teach about those in training.
 *
 * <p>{@link io.rookery.predictor.bayes.EmpiricalBayes} is the door; everything is online and
 * causal, and learns from no other search.
 */
@NullMarked
package io.rookery.predictor.bayes;

import org.jspecify.annotations.NullMarked;
