package io.rookery.spark.config;

import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.nas.Strategies;
import io.rookery.nas.StrategyProvider;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Providers;
import io.rookery.predictor.RuleProvider;
import io.rookery.spark.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that is chosen by name: what is on the class path, each kind under its own section of
 * the configuration.
 */
public final class Plugins {

  /**
   * What {@code rookery list} says of one.
   *
   * @param kind space, strategy, predictor, rule or curve
   * @param name in configurations
   * @param summary one line
   * @param source the publication it follows
   */
  public record Entry(String kind, String name, String summary, String source) {}

  private Plugins() {}

  /** All that can be named, by kind and name. */
  public static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    Spaces.all().forEach(p -> entries.add(new Entry("space", p.name(), p.summary(), p.source())));
    Strategies.all()
        .forEach(p -> entries.add(new Entry("strategy", p.name(), p.summary(), p.source())));
    Providers.predictors()
        .forEach(p -> entries.add(new Entry("predictor", p.name(), p.summary(), p.source())));
    Providers.rules()
        .forEach(p -> entries.add(new Entry("rule", p.name(), p.summary(), p.source())));
    Providers.families()
        .forEach(f -> entries.add(new Entry("curve", f.name(), f.formula(), f.source())));
    return List.copyOf(entries);
  }

  static SpaceProvider<?> space(String name) {
    return found("rookery.space.name", () -> Spaces.named(name));
  }

  static StrategyProvider<?> strategy(String name) {
    return found("rookery.strategy.name", () -> Strategies.named(name));
  }

  static PredictorProvider<?> predictor(String name) {
    return found("rookery.predictor.name", () -> Providers.predictor(name));
  }

  static RuleProvider<?> rule(String name) {
    return found("rookery.rules", () -> Providers.rule(name));
  }

  private static <P> P found(String key, Supplier<P> lookup) {
    try {
      return lookup.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(key + ": " + e.getMessage());
    }
  }
}
