package io.rookery.predictor;

import java.util.Locale;
import java.util.Map;

/**
 * The end that a network's own recipe asks for, where its space evolves that: early stopping by the
 * validation loss (Prechelt 1998, doi:10.1007/3-540-49430-8_3), as in DENSER (Assunção et al. 2018,
 * arXiv 1801.01563). It comes after the search's rules, and as they it leaves audited networks and
 * those that are to be measured alone.
 */
final class RecipePatience {

  /** In reasons and tables. */
  static final String NAME = "recipe-patience";

  private RecipePatience() {}

  static Decision decide(Situation situation) {
    double patience = situation.trial().patience();
    if (patience == 0) {
      return Decision.CONTINUE; // before the curve is read: most networks have none
    }
    LearningCurve curve = situation.curve();
    double epoch = curve.last().epoch();
    double lowest = Double.POSITIVE_INFINITY;
    double since = 0;
    for (CurvePoint point : curve.points()) {
      // A loss that was not reported speaks neither for nor against it.
      if (Double.isNaN(point.validLoss()) || point.validLoss() < lowest) {
        lowest = Double.isNaN(point.validLoss()) ? lowest : point.validLoss();
        since = point.epoch();
      }
    }
    if (epoch - since < patience) {
      return Decision.CONTINUE;
    }
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g the valid loss has not been lower for %.4g epochs, since epoch %.4g; the network's recipe asks for an end after %.4g",
            epoch,
            epoch - since,
            since,
            patience);
    return new Decision.Abandon(
        situation.prediction(),
        new Reason(NAME, text, Map.of("epoch", epoch, "waited", epoch - since, "since", since)));
  }
}
