package io.rookery.predictor.rule;

import io.rookery.predictor.Belief;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Abandons a network that will hardly be among the best: the probability that its final fitness
 * reaches the k-th best measured one is less than δ.
 *
 * <p>The termination criterion of Domhan, Springenberg and Hutter, "Speeding Up Automatic
 * Hyperparameter Optimization of Deep Neural Networks by Extrapolation of Learning Curves", IJCAI
 * 2015, section 3.3, with the k-th best in place of the best, so that the best few all survive. A
 * prediction without uncertainty (infinite standard deviation) abandons nothing.
 */
public final class Underperforming implements StoppingRule {

  static final String NAME = "underperforming";

  /**
   * What it is held against.
   *
   * @param k rank of the measured fitness to reach, 1 or more
   * @param delta smallest probability of reaching it that keeps a network in training, in (0, 1)
   */
  public record Settings(
      @Help("the k-th best measured fitness is the mark to reach; 1 or more") int k,
      @Help("a network whose probability of reaching it is less is abandoned; in (0, 1)")
          double delta) {

    public Settings {
      if (k < 1) {
        throw new IllegalArgumentException("k must be at least 1: " + k);
      }
      if (!(delta > 0 && delta < 1)) {
        throw new IllegalArgumentException("delta must lie in (0, 1): " + delta);
      }
    }
  }

  private final Settings settings;
  private final Metric metric;

  /** A rule for one search on {@code metric}. */
  public Underperforming(Settings settings, Metric metric) {
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> prediction = situation.prediction();
    OptionalDouble mark = situation.search().kthBest(settings.k());
    if (prediction.isEmpty() || mark.isEmpty() || !certain(prediction.get())) {
      return Decision.CONTINUE;
    }
    double chance = chance(prediction.get().belief(), mark.getAsDouble());
    return chance < settings.delta()
        ? new Decision.Abandon(prediction, reason(prediction.get(), mark.getAsDouble(), chance))
        : Decision.CONTINUE;
  }

  private static boolean certain(Prediction prediction) {
    return Double.isFinite(prediction.standardDeviation());
  }

  /** Probability of a final fitness as good as {@code mark}. */
  private double chance(Belief belief, double mark) {
    return metric == Metric.ACCURACY ? belief.atLeast(mark) : 1 - belief.atLeast(mark);
  }

  private Reason reason(Prediction prediction, double mark, double chance) {
    String text =
        "predicted %.2f at epoch %s; the probability of reaching %.2f, the number %d measured, is %.4f (less than %s)"
            .formatted(
                prediction.mean(),
                prediction.horizon(),
                mark,
                settings.k(),
                chance,
                settings.delta());
    return new Reason(
        NAME, text, Map.of("k", (double) settings.k(), "mark", mark, "probability", chance));
  }
}
