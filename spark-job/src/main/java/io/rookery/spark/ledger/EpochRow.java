package io.rookery.spark.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One validation of one training, measured: a row of {@code epochs}.
 *
 * @param searchId the search
 * @param candidateId the network
 * @param attempt of its training, from 0
 * @param epoch epochs trained so far; may be a fraction
 * @param fitness on the validation split, on the scale of the search's metric
 * @param trainLoss mean since the validation before; infinite where it was not finite; null where
 *     not reported
 * @param trainAccuracy in percent, since the validation before; null where not reported
 * @param validLoss mean over the validation split; infinite where it was not finite; null where not
 *     reported
 * @param learningRate at the newest step; null where not reported
 * @param seconds of training and validation since the report before
 * @param executor Spark's id of the executor
 * @param device where it trained: {@code cpu}, {@code gpu:0}
 * @param reportedAt on the executor's clock, kept to the microsecond
 */
public record EpochRow(
    String searchId,
    String candidateId,
    int attempt,
    double epoch,
    double fitness,
    @Nullable Double trainLoss,
    @Nullable Double trainAccuracy,
    @Nullable Double validLoss,
    @Nullable Double learningRate,
    double seconds,
    String executor,
    String device,
    Instant reportedAt)
    implements LedgerRow {

  public EpochRow {
    reportedAt = reportedAt.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Object key() {
    return new Key(candidateId, attempt, epoch);
  }

  private record Key(String candidateId, int attempt, double epoch) {}
}
