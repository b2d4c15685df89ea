package io.rookery.predictor.rule;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;

/** {@code patience}: ends what no longer gets better. */
public final class PatienceProvider implements RuleProvider<PatienceProvider.Settings> {

  /** What a network reports. */
  public enum Channel {
    TRAIN_LOSS,
    VALID_LOSS,
    FITNESS
  }

  /** What may be set of it. */
  public record Settings(
      @Help("epochs without a better value before it stops; above 0; 10 as in MENNDL")
          double epochs,
      @Help(
              "what must become better: TRAIN_LOSS as in MENNDL, VALID_LOSS or FITNESS; a network that"
                  + " does not report it is judged by its fitness")
          Channel channel,
      @Help("how much better counts; 0 or more") double improvement) {
    public Settings {
      if (!(epochs > 0) || !(improvement >= 0)) {
        throw new IllegalArgumentException(
            "epochs must be above 0, improvement 0 or more: %s, %s".formatted(epochs, improvement));
      }
    }
  }

  @Override
  public String name() {
    return "patience";
  }

  @Override
  public String summary() {
    return "abandons a network whose loss has not been better for n epochs";
  }

  @Override
  public String source() {
    return "MENNDL's own rule, 10 epochs (Rorabaugh et al. 2022, doi:10.1109/TPDS.2022.3140681); Prechelt 1998,"
        + " \"Early Stopping - But When?\", doi:10.1007/3-540-49430-8_3";
  }

  @Override
  public Settings defaults() {
    return new Settings(10, Channel.TRAIN_LOSS, 0);
  }

  @Override
  public StoppingRule create(Settings settings, Metric metric) {
    return new Patience(name(), settings, metric);
  }
}
