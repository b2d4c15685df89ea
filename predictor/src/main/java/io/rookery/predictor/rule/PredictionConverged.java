package io.rookery.predictor.rule;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Stops when the newest predictions agree: each lies on the fitness scale, above 0, and within a
 * tolerance of their median. Epochs without a prediction are passed over. The newest prediction is
 * what the network is taken to reach.
 */
final class PredictionConverged implements StoppingRule {

  private final String name;
  private final PredictionConvergedProvider.Settings settings;
  private final Metric metric;
  private final ToleranceTable table;

  PredictionConverged(String name, PredictionConvergedProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
    this.table = ToleranceTable.parse(settings.table());
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> newest = situation.prediction();
    double[] window = window(situation.predictions());
    if (newest.isEmpty() || window.length < settings.window()) {
      return Decision.CONTINUE;
    }
    double median = Medians.of(window);
    double tolerance = tolerance(median);
    double spread = 0;
    for (double mean : window) {
      if (!(mean > 0 && metric.holds(mean))) {
        return Decision.CONTINUE;
      }
      spread = Math.max(spread, Math.abs(mean - median));
    }
    return spread <= tolerance && !mayStillLearn(situation, newest.get().mean())
        ? new Decision.Converged(newest.get(), reason(situation, newest.get(), spread, tolerance))
        : Decision.CONTINUE;
  }

  private double tolerance(double median) {
    return switch (settings.unit()) {
      case POINTS -> settings.tolerance();
      case PERCENT -> median * settings.tolerance() / 100;
      case BY_MEDIAN -> median * table.at(median) / 100;
    };
  }

  /** Means of the newest predictions, at most as many as the window holds. */
  private double[] window(List<Optional<Prediction>> predictions) {
    double[] window = new double[settings.window()];
    int count = 0;
    for (int i = predictions.size() - 1; i >= 0 && count < window.length; i--) {
      Optional<Prediction> prediction = predictions.get(i);
      if (prediction.isPresent()) {
        window[count++] = prediction.get().mean();
      }
    }
    return Arrays.copyOf(window, count);
  }

  /**
   * PENGUIN's loss check: a network that seems never to learn goes on while its validation loss, or
   * where that is not reported its training loss, still reaches new lows.
   */
  private boolean mayStillLearn(Situation situation, double predicted) {
    if (settings.neverLearns() == 0 || metric.better(predicted, settings.neverLearns())) {
      return false;
    }
    LearningCurve curve = situation.curve();
    boolean validated = !Double.isNaN(curve.last().validLoss());
    double least = Double.POSITIVE_INFINITY;
    double since = Double.NEGATIVE_INFINITY;
    for (CurvePoint point : curve.points()) {
      double loss = validated ? point.validLoss() : point.trainLoss();
      if (loss < least) {
        least = loss;
        since = point.epoch();
      }
    }
    return curve.last().epoch() - since < settings.lossEpochs();
  }

  private Reason reason(Situation situation, Prediction newest, double spread, double tolerance) {
    double epoch = situation.curve().last().epoch();
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g the last %d predictions lie within %.3g of their median (allowed: %.3g);"
                + " predicted at epoch %.4g: %.4g",
            epoch,
            settings.window(),
            spread,
            tolerance,
            newest.horizon(),
            newest.mean());
    return new Reason(
        name,
        text,
        Map.of(
            "epoch", epoch,
            "predicted", newest.mean(),
            "spread", spread,
            "tolerance", tolerance));
  }
}
