package com.example.curves;

import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Locale;
import java.util.Map;

/** Abandons a network whose fitness has gained too little in its last epochs. */
final class Plateau implements StoppingRule {

  private final PlateauProvider.Settings settings;
  private final Metric metric;

  Plateau(PlateauProvider.Settings settings, Metric metric) {
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    LearningCurve curve = situation.curve();
    int before = curve.size() - 1 - settings.points();
    if (before < 0) {
      return Decision.CONTINUE;
    }
    double change = curve.last().fitness() - curve.fitness(before);
    double gain = metric == Metric.ACCURACY ? change : -change;
    return gain >= settings.gain() ? Decision.CONTINUE : abandon(situation, gain);
  }

  private Decision abandon(Situation situation, double gain) {
    double epoch = situation.curve().last().epoch();
    String text =
        String.format(
            Locale.ROOT,
            "gained %.3g over the last %d validations up to epoch %.4g",
            gain,
            settings.points(),
            epoch);
    Map<String, Double> numbers = Map.of("gain", gain, "epoch", epoch);
    return new Decision.Abandon(
        situation.prediction(), new Reason(PlateauProvider.NAME, text, numbers));
  }
}
