package io.rookery.predictor.rule;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.rule.PatienceProvider.Channel;
import java.util.Locale;
import java.util.Map;

/** Abandons a network that has not become better for some epochs. */
final class Patience implements StoppingRule {

  private final String name;
  private final PatienceProvider.Settings settings;
  private final Metric metric;

  Patience(String name, PatienceProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    LearningCurve curve = situation.curve();
    Channel channel =
        Double.isNaN(cost(curve.last(), settings.channel())) ? Channel.FITNESS : settings.channel();
    double best = Double.POSITIVE_INFINITY;
    double since = 0;
    for (int i = 0; i < curve.size(); i++) {
      double cost = cost(curve.point(i), channel);
      if (cost < best - settings.improvement() || i == 0) {
        best = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
        since = curve.epoch(i);
      }
    }
    double epoch = curve.last().epoch();
    double waited = epoch - since;
    if (waited < settings.epochs()) {
      return Decision.CONTINUE;
    }
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g the %s has not been better for %.4g epochs, since epoch %.4g",
            epoch,
            channel.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            waited,
            since);
    return new Decision.Abandon(
        situation.prediction(),
        new Reason(name, text, Map.of("epoch", epoch, "waited", waited, "since", since)));
  }

  /** The value with the sign that makes less better; NaN where it was not reported. */
  private double cost(CurvePoint point, Channel channel) {
    return switch (channel) {
      case TRAIN_LOSS -> point.trainLoss();
      case VALID_LOSS -> point.validLoss();
      case FITNESS -> metric == Metric.ACCURACY ? -point.fitness() : point.fitness();
    };
  }
}
