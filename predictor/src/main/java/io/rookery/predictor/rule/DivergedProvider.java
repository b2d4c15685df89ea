package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code diverged}: ends what can no longer learn. */
public final class DivergedProvider implements RuleProvider<DivergedProvider.Settings> {

  /** What may be set of it. */
  public record Settings(
      @Help(
              "fitness of a network that only guesses: 10 for ten equally frequent classes, or the"
                  + " logarithm of their number for a loss; 0: not known, only infinite losses stop")
          double chance,
      @Help(
              "L: epochs in a row at chance or worse before it stops; above 0; 5 as in PENGUIN's loss check")
          double epochs) {
    public Settings {
      if (!(chance >= 0) || Double.isInfinite(chance) || !(epochs > 0)) {
        throw new IllegalArgumentException(
            "chance must be 0 or more, epochs above 0: %s, %s".formatted(chance, epochs));
      }
    }
  }

  @Override
  public String name() {
    return "diverged";
  }

  @Override
  public String summary() {
    return "stops a network whose loss is not finite, or that does no better than chance for L epochs";
  }

  @Override
  public String source() {
    return "Prechelt 1998, \"Early Stopping - but when?\", doi:10.1007/3-540-49430-8_3, and common"
        + " practice; L after Rorabaugh et al. 2022, doi:10.1109/TPDS.2022.3140681";
  }

  @Override
  public Settings defaults() {
    return new Settings(0, 5);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new Diverged(name(), settings, metric);
  }
}
