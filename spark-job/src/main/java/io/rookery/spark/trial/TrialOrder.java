package io.rookery.spark.trial;

import io.rookery.nas.Candidate;
import java.io.Serializable;

/**
 * One submission of one candidate's training.
 *
 * @param candidate the network; it has an architecture
 * @param horizon epochs it shall have been trained in all
 * @param seed of its training
 * @param firstAttempt attempts of it that came before
 */
public record TrialOrder(Candidate candidate, double horizon, long seed, int firstAttempt)
    implements Serializable {}
