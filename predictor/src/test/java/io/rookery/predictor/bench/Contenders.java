package io.rookery.predictor.bench;

import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.preset.Preset;
import io.rookery.predictor.replay.Subject;
import io.rookery.predictor.rule.FreezeThaw;
import io.rookery.predictor.rule.TargetError;
import io.rookery.predictor.rule.Underperforming;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The presets and other settings of the same parts, of which one is to be the default. */
final class Contenders {

  private static final String BAYES = "empirical-bayes";
  private static final Guards LEARNING = Preset.DEFAULT.guards();

  private Contenders() {}

  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    for (Preset preset : Preset.values()) {
      all.add(Subject.of(preset, Metric.ACCURACY));
    }
    all.add(of("a4nn", "prediction-converged", Guards.NONE));
    all.add(of("parametric", "prediction-converged", Guards.NONE));
    all.add(of("last-value", "successive-halving", Guards.NONE));
    all.add(of("last-value", "median", Guards.NONE));
    all.add(of(BAYES, "interval-narrow", LEARNING));
    for (double tau : new double[] {0.5, 2}) {
      all.add(bayes("target-error " + tau, () -> List.of(targetError(tau))));
    }
    for (double delta : new double[] {0.02, 0.05}) {
      all.add(bayes("underperforming " + delta, () -> List.of(underperforming(delta))));
    }
    for (double delta : new double[] {0.01, 0.05}) {
      all.add(
          bayes(
              "underperforming " + delta + ", target-error 1",
              () -> List.of(underperforming(delta), targetError(1))));
    }
    for (double regret : new double[] {0.03, 0.3}) {
      all.add(bayes("freeze-thaw 2, " + regret, () -> List.of(freezeThaw(2, regret))));
    }
    all.add(bayes("freeze-thaw 5, 0.1", () -> List.of(freezeThaw(5, 0.1))));
    return all;
  }

  private static StoppingRule targetError(double tau) {
    return new TargetError(new TargetError.Settings(tau));
  }

  private static StoppingRule underperforming(double delta) {
    return new Underperforming(new Underperforming.Settings(5, delta), Metric.ACCURACY);
  }

  private static StoppingRule freezeThaw(int k, double regret) {
    return new FreezeThaw(new FreezeThaw.Settings(0.5, k, regret), Metric.ACCURACY);
  }

  /** Of the learning predictor, after the rule that every preset of it begins with. */
  private static Subject bayes(String name, Supplier<List<StoppingRule>> rules) {
    return subject(
        name,
        BAYES,
        () -> {
          List<StoppingRule> all = new ArrayList<>();
          all.add(Providers.rule("diverged").create(Metric.ACCURACY));
          all.addAll(rules.get());
          return all;
        },
        LEARNING);
  }

  private static Subject of(String predictor, String rule, Guards guards) {
    return subject(
        predictor + ", " + rule,
        predictor,
        () -> List.of(Providers.rule(rule).create(Metric.ACCURACY)),
        guards);
  }

  private static Subject subject(
      String name, String predictor, Supplier<List<StoppingRule>> rules, Guards guards) {
    return new Subject(
        name,
        predictor,
        () -> Providers.predictor(predictor).create(Metric.ACCURACY),
        rules,
        guards);
  }
}
