package io.rookery.predictor.rule;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Locale;
import java.util.Map;

/** Stops on a loss that is not finite, or on a fitness that stays at chance or worse. */
final class Diverged implements StoppingRule {

  private final String name;
  private final DivergedProvider.Settings settings;
  private final Metric metric;

  Diverged(String name, DivergedProvider.Settings settings, Metric metric) {
    this.name = name;
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public Decision decide(Situation situation) {
    CurvePoint last = situation.curve().last();
    if (Double.isInfinite(last.trainLoss()) || Double.isInfinite(last.validLoss())) {
      return abandon(
          situation,
          String.format(Locale.ROOT, "the loss is not finite at epoch %.4g", last.epoch()),
          Map.of("epoch", last.epoch()));
    }
    double spent = settings.chance() > 0 ? epochsAtChance(situation.curve()) : 0;
    if (spent < settings.epochs()) {
      return Decision.CONTINUE;
    }
    return abandon(
        situation,
        String.format(
            Locale.ROOT,
            "no better than chance (%.4g) for %.4g epochs up to epoch %.4g",
            settings.chance(),
            spent,
            last.epoch()),
        Map.of("epoch", last.epoch(), "chance", settings.chance(), "epochs", spent));
  }

  /** Epochs from the last point that was better than chance, or the start, to the newest point. */
  private double epochsAtChance(LearningCurve curve) {
    int i = curve.size() - 1;
    while (i >= 0 && !metric.better(curve.fitness(i), settings.chance())) {
      i--;
    }
    return curve.last().epoch() - (i >= 0 ? curve.epoch(i) : 0);
  }

  private Decision abandon(Situation situation, String text, Map<String, Double> numbers) {
    return new Decision.Abandon(situation.prediction(), new Reason(name, text, numbers));
  }
}
