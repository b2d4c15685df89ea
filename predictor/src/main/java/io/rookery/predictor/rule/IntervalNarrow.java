package io.rookery.predictor.rule;

import io.rookery.predictor.Decision;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Stops when the newest prediction lies on the fitness scale and its 90 % interval is narrow. */
final class IntervalNarrow implements StoppingRule {

  private final String name;
  private final IntervalNarrowProvider.Settings settings;
  private final Metric metric;

  IntervalNarrow(String name, IntervalNarrowProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> newest = situation.prediction();
    if (newest.isEmpty() || !metric.holds(newest.get().mean())) {
      return Decision.CONTINUE;
    }
    Prediction prediction = newest.get();
    double width = prediction.upper() - prediction.lower();
    double allowed =
        switch (settings.unit()) {
          case POINTS -> settings.width();
          case PERCENT -> settings.width() * prediction.mean() / 100;
        };
    return width <= allowed
        ? new Decision.Converged(prediction, reason(situation, prediction, width, allowed))
        : Decision.CONTINUE;
  }

  private Reason reason(Situation situation, Prediction prediction, double width, double allowed) {
    double epoch = situation.curve().last().epoch();
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g predicted for epoch %.4g: %.4g; its 90 %% interval is %.3g wide"
                + " (allowed: %.3g)",
            epoch,
            prediction.horizon(),
            prediction.mean(),
            width,
            allowed);
    return new Reason(
        name,
        text,
        Map.of("epoch", epoch, "predicted", prediction.mean(), "width", width, "allowed", allowed));
  }
}
