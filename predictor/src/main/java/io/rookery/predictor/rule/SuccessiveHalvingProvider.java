package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/**
 * {@code successive-halving}: asynchronous successive halving without waiting: a network is judged
 * when it arrives.
 */
public final class SuccessiveHalvingProvider
    implements RuleProvider<SuccessiveHalvingProvider.Settings> {

  /** What networks are ranked by. */
  public enum Ranking {
    MEASURED,
    PREDICTED
  }

  /** What may be set of it. */
  public record Settings(
      @Help("of so many networks that reach a rung, one goes on; above 1; 3") double eta,
      @Help(
              "epoch of the first rung as a part of the horizon; in (0, 1); each next rung is eta times"
                  + " as late; 0.1")
          double firstRung,
      @Help(
              "what networks are ranked by: the fitness MEASURED at the rung, or the one PREDICTED there"
                  + " for the horizon")
          Ranking ranking) {
    public Settings {
      if (!(eta > 1) || Double.isInfinite(eta) || !(firstRung > 0 && firstRung < 1)) {
        throw new IllegalArgumentException(
            "eta must be above 1, firstRung in (0, 1): %s, %s".formatted(eta, firstRung));
      }
    }
  }

  @Override
  public String name() {
    return "successive-halving";
  }

  @Override
  public String summary() {
    return "at each rung abandons all but the best of every eta networks that reached it";
  }

  @Override
  public String source() {
    return "Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht, Talwalkar 2020, \"A System for Massively"
        + " Parallel Hyperparameter Tuning\" (ASHA), MLSys, arXiv:1810.05934";
  }

  @Override
  public Settings defaults() {
    return new Settings(3, 0.1, Ranking.MEASURED);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new SuccessiveHalving(name(), settings, metric);
  }
}
