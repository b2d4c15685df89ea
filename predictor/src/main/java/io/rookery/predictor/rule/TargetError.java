package io.rookery.predictor.rule;

import io.rookery.predictor.Audit;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Help;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.SearchState;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Stops a network where more epochs would not be worth the error they spare, at the price of an
 * error point that makes the mean absolute error of the search τ.
 *
 * <p>The price is the smallest one whose replay on the audited networks, in hindsight, keeps within
 * what τ still allows: what was saved before may be spent now. No tolerance carries the scale of a
 * problem, so τ means the same on every one. Needs a predictor that states uncertainty; decides
 * nothing before four audits have finished.
 */
public final class TargetError implements StoppingRule {

  static final String NAME = "target-error";

  private static final int FEWEST_AUDITS = 4;

  /** Mean absolute deviation of a distribution like the normal, in standard deviations. */
  private static final double DEVIATION = 0.8;

  private static final double OUTLOOK = 20;

  /**
   * The error to keep.
   *
   * @param tau mean absolute error over all networks of the search, in units of the fitness
   */
  public record Settings(
      @Help("mean absolute error of the search to keep, in units of the fitness; above 0")
          double tau) {

    public Settings {
      if (!(tau > 0) || Double.isInfinite(tau)) {
        throw new IllegalArgumentException("tau must be finite and greater than 0: " + tau);
      }
    }
  }

  private final Settings settings;
  private final Map<String, Double> expected = new HashMap<>();
  private double spent;
  private List<Audit> known = List.of();
  private int knownEnds = -1;
  private ErrorProfile profile = ErrorProfile.EMPTY;
  private ErrorProfile.Price price = new ErrorProfile.Price(Double.POSITIVE_INFINITY, 1);

  /** A rule for one search. */
  public TargetError(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> prediction = situation.prediction();
    if (prediction.isEmpty()
        || !Double.isFinite(prediction.get().standardDeviation())
        || situation.search().finished() < FEWEST_AUDITS) {
      return Decision.CONTINUE;
    }
    update(situation.search());
    double epoch = situation.curve().last().epoch();
    double error = expectedError(prediction.get());
    return profile.audits() >= FEWEST_AUDITS && profile.stops(price.value(), epoch, error)
        ? new Decision.Converged(prediction.get(), reason(prediction.get(), epoch, error))
        : Decision.CONTINUE;
  }

  @Override
  public void ended(Situation situation) {
    String id = situation.trial().id();
    boolean measured =
        situation.curve().isEmpty()
            || situation.curve().last().epoch() >= situation.trial().horizon();
    double error =
        measured ? 0 : situation.prediction().map(TargetError::expectedError).orElse(0.0);
    Double before = expected.put(id, error);
    spent += error - (before == null ? 0 : before);
  }

  static double expectedError(Prediction prediction) {
    double deviation = prediction.standardDeviation();
    return Double.isFinite(deviation) ? DEVIATION * deviation : 0;
  }

  private void update(SearchState search) {
    List<Audit> audits = search.audits();
    if (audits != known) {
      known = audits;
      profile = ErrorProfile.of(audits);
      knownEnds = -1;
    }
    if (expected.size() != knownEnds) {
      knownEnds = expected.size();
      price = profile.price(allowance());
    }
  }

  /** Mean error the next networks may have, so that all together keep τ. */
  private double allowance() {
    double ahead = Math.max(OUTLOOK, 0.2 * expected.size());
    double left = settings.tau() * (expected.size() + ahead) - price.calibration() * spent;
    return Math.max(0.3, Math.min(3, left / ahead / settings.tau())) * settings.tau();
  }

  private Reason reason(Prediction prediction, double epoch, double error) {
    String text =
        String.format(
            Locale.ROOT,
            "at epoch %.4g predicted %.4g with an expected error of %.3g; more epochs would not be"
                + " worth the error they spare at a mean error of %.3g",
            epoch,
            prediction.mean(),
            error,
            settings.tau());
    return new Reason(
        NAME,
        text,
        Map.of(
            "epoch", epoch,
            "predicted", prediction.mean(),
            "expectedError", error,
            "price", price.value(),
            "tau", settings.tau()));
  }
}
