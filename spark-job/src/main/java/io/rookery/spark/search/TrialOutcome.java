package io.rookery.spark.search;

import io.rookery.spark.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one candidate, for a person.
 *
 * @param candidateId the network
 * @param outcome measured, predicted or failed
 * @param fitness in percent, measured or predicted as the outcome says; null where it failed
 * @param epochs trained
 * @param horizon epochs of its full training
 * @param rule that ended it early; null where none did
 * @param reason why, in a sentence; empty where it was trained to its end
 */
public record TrialOutcome(
    String candidateId,
    Outcome outcome,
    @Nullable Double fitness,
    double epochs,
    double horizon,
    @Nullable String rule,
    String reason) {}
