package io.rookery.predictor.replay;

import io.rookery.predictor.Prediction;
import java.util.Optional;

/**
 * What became of one network in one order of arrival.
 *
 * @param curveId the network
 * @param order number of the order, from 0
 * @param stopEpoch last epoch trained
 * @param resumes how often it was continued from its checkpoint
 * @param end why training ended: a rule's name, {@link #FINISHED} at the horizon
 * @param prediction what was predicted where it stopped; empty where nothing was, and where it was
 *     trained to the horizon
 * @param lastFitness the fitness observed at {@code stopEpoch}
 * @param actual the recorded fitness at the horizon
 */
public record Outcome(
    String curveId,
    int order,
    double stopEpoch,
    int resumes,
    String end,
    Optional<Prediction> prediction,
    double lastFitness,
    double actual) {

  /** The end of a network that was trained to the horizon. */
  public static final String FINISHED = "finished";

  /** Whether the fitness at the horizon was measured. */
  public boolean measured() {
    return end.equals(FINISHED);
  }

  /** Whether an interval was stated for it. */
  public boolean hasInterval() {
    return prediction.isPresent() && Double.isFinite(prediction.get().standardDeviation());
  }
}
