package io.rookery.predictor.rule;

import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Abandons a network whose best fitness so far is strictly worse than the median, over the networks
 * that left training and had come as far, of their mean fitness up to that epoch.
 */
final class MedianRule implements StoppingRule {

  private final String name;
  private final MedianProvider.Settings settings;
  private final Metric metric;
  private final Map<String, RunningMean> ended = new LinkedHashMap<>();

  MedianRule(String name, MedianProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    double epoch = situation.curve().last().epoch();
    double[] means = meansAt(epoch, situation.trial().id());
    if (means.length < settings.networks()) {
      return Decision.CONTINUE;
    }
    double median = Medians.of(means);
    double best = best(situation.curve());
    if (!metric.better(median, best)) {
      return Decision.CONTINUE;
    }
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g the best fitness so far, %.4g, is worse than %.4g, the median of the"
                + " running means of %d networks",
            epoch,
            best,
            median,
            means.length);
    return new Decision.Abandon(
        situation.prediction(),
        new Reason(
            name,
            text,
            Map.of(
                "epoch", epoch,
                "best", best,
                "median", median,
                "networks", (double) means.length)));
  }

  private double best(LearningCurve curve) {
    double best = curve.fitness(0);
    for (int i = 1; i < curve.size(); i++) {
      best = metric.better(curve.fitness(i), best) ? curve.fitness(i) : best;
    }
    return best;
  }

  private double[] meansAt(double epoch, String asking) {
    double[] means = new double[ended.size()];
    int count = 0;
    for (Map.Entry<String, RunningMean> other : ended.entrySet()) {
      if (!other.getKey().equals(asking) && other.getValue().reaches(epoch)) {
        means[count++] = other.getValue().at(epoch);
      }
    }
    return Arrays.copyOf(means, count);
  }

  @Override
  public void ended(Situation situation) {
    String id = situation.trial().id();
    if (situation.curve().isEmpty()) {
      ended.remove(id);
    } else {
      ended.put(id, RunningMean.of(situation.curve()));
    }
  }

  /** The mean of a curve's fitness over its points up to each epoch. */
  private record RunningMean(double[] epochs, double[] means) {

    static RunningMean of(LearningCurve curve) {
      double[] epochs = new double[curve.size()];
      double[] means = new double[curve.size()];
      double sum = 0;
      for (int i = 0; i < epochs.length; i++) {
        epochs[i] = curve.epoch(i);
        sum += curve.fitness(i);
        means[i] = sum / (i + 1);
      }
      return new RunningMean(epochs, means);
    }

    boolean reaches(double epoch) {
      return epochs[0] <= epoch && epochs[epochs.length - 1] >= epoch;
    }

    double at(double epoch) {
      int index = Arrays.binarySearch(epochs, epoch);
      return means[index >= 0 ? index : -index - 2];
    }
  }
}
