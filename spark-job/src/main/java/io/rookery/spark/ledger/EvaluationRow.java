package io.rookery.spark.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a candidate: a row of {@code evaluations}. A candidate that was predicted and then
 * trained to its end has one row of each outcome; one that was paused has a row of each pause too.
 *
 * @param searchId the search
 * @param candidateId the network
 * @param sequence place in the order in which the strategy was told, from 0
 * @param outcome measured, predicted, paused or failed
 * @param measuredFitness at the horizon; of a measured one only
 * @param predictedFitness at the horizon; of a predicted or paused one only
 * @param epochsRun epochs really trained
 * @param epochsBudget epochs of a full training
 * @param rule name of the stopping rule that ended it; null where none did
 * @param reason that rule's sentence, with its numbers; null where none did
 * @param trainSeconds spent by all attempts
 * @param attempts of its training
 * @param errorKind of a failed one only: a word for a table
 * @param error of a failed one only: a sentence for a person
 * @param toldAt when, kept to the microsecond
 */
public record EvaluationRow(
    String searchId,
    String candidateId,
    long sequence,
    Outcome outcome,
    @Nullable Double measuredFitness,
    @Nullable Double predictedFitness,
    double epochsRun,
    double epochsBudget,
    @Nullable String rule,
    @Nullable String reason,
    double trainSeconds,
    int attempts,
    @Nullable String errorKind,
    @Nullable String error,
    Instant toldAt)
    implements LedgerRow {

  public EvaluationRow {
    toldAt = toldAt.truncatedTo(ChronoUnit.MICROS);
    boolean fits =
        (measuredFitness != null) == (outcome == Outcome.MEASURED)
            && (predictedFitness != null) == outcome.isPrediction()
            && (errorKind != null) == (outcome == Outcome.FAILED);
    if (!fits) {
      throw new IllegalArgumentException(
          "%s is %s, with measured fitness %s, predicted fitness %s, error kind %s"
              .formatted(candidateId, outcome, measuredFitness, predictedFitness, errorKind));
    }
  }

  @Override
  public Object key() {
    return new Key(candidateId, outcome, outcome == Outcome.PAUSED ? epochsRun : 0);
  }

  /** A network may be paused more than once, at other epochs. */
  private record Key(String candidateId, Outcome outcome, double epoch) {}
}
