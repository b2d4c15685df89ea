package io.rookery.spark.ledger;

import java.util.List;

/**
 * What a predictor said after one validation: a row of {@code predictions}. Nothing in it was
 * measured.
 *
 * @param searchId the search
 * @param candidateId the network
 * @param attempt of its training, from 0
 * @param epoch the last epoch the predictor had seen
 * @param predictor its name
 * @param model the curve family or model it fitted
 * @param coefficients fitted, in the model's own order; empty where it has none
 * @param mean predicted fitness at the horizon
 * @param standardDeviation of that; infinite where unknown
 * @param lower end of the central 90 % interval
 * @param upper end of the central 90 % interval
 * @param horizon the epoch it speaks of
 * @param micros microseconds the engine took to predict and decide
 * @param decision what the engine then decided: {@code continue}, {@code converged}, {@code
 *     abandon}, {@code pause}
 */
public record PredictionRow(
    String searchId,
    String candidateId,
    int attempt,
    double epoch,
    String predictor,
    String model,
    List<Double> coefficients,
    double mean,
    double standardDeviation,
    double lower,
    double upper,
    double horizon,
    long micros,
    String decision)
    implements LedgerRow {

  public PredictionRow {
    coefficients = List.copyOf(coefficients);
  }

  @Override
  public Object key() {
    return new Key(candidateId, attempt, epoch, predictor);
  }

  private record Key(String candidateId, int attempt, double epoch, String predictor) {}
}
