package io.rookery.predictor;

/**
 * What one validation of a network in training reported.
 *
 * <p>The channels are optional: one that was not reported is NaN, so a loss that <em>is</em> not a
 * number is reported as positive infinity.
 *
 * @param epoch epochs of training done, greater than 0; may be a fraction
 * @param fitness validation fitness on the scale of the search's {@link Metric}
 * @param trainLoss mean training loss since the point before, or NaN
 * @param trainAccuracy training accuracy in percent since the point before, or NaN
 * @param validLoss validation loss, or NaN
 */
public record CurvePoint(
    double epoch, double fitness, double trainLoss, double trainAccuracy, double validLoss) {

  public CurvePoint {
    if (!(epoch > 0) || Double.isInfinite(epoch)) {
      throw new IllegalArgumentException("epoch must be finite and greater than 0: " + epoch);
    }
    if (Double.isNaN(fitness) || Double.isInfinite(fitness)) {
      throw new IllegalArgumentException(
          "fitness must be finite: " + fitness + " at epoch " + epoch);
    }
  }

  /** A point without channels. */
  public static CurvePoint of(double epoch, double fitness) {
    return new CurvePoint(epoch, fitness, Double.NaN, Double.NaN, Double.NaN);
  }
}
