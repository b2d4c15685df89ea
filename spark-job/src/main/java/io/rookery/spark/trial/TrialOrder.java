package io.rookery.spark.trial;

import io.rookery.nas.Architecture;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One submission of one candidate's training.
 *
 * @param candidateId the network
 * @param architecture what is broadcast
 * @param epochs its horizon: epochs of its full training
 * @param seed of its training
 * @param firstAttempt attempts of it that came before
 * @param inheritsFrom id of the candidate whose trained weights it starts from; null: fresh
 */
public record TrialOrder(
    String candidateId,
    Architecture architecture,
    int epochs,
    long seed,
    int firstAttempt,
    @Nullable String inheritsFrom)
    implements Serializable {}
