package io.rookery.spark.config;

import io.rookery.nas.SpaceProvider;
import io.rookery.nas.StrategyProvider;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.RuleProvider;
import io.rookery.spark.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that is chosen by name: what is on the class path, each kind under its own section of
 * the configuration.
 */
public final class Plugins {

  /**
   * What {@code rookery list} says of one.
   *
   * @param kind space, strategy, predictor or rule
   * @param name in configurations
   * @param summary one line
   * @param source the publication it follows
   * @param defaults its settings
   */
  public record Entry(String kind, String name, String summary, String source, Record defaults) {}

  private static final Map<String, SpaceProvider<?>> SPACES =
      load(SpaceProvider.class, SpaceProvider::name);
  private static final Map<String, StrategyProvider<?>> STRATEGIES =
      load(StrategyProvider.class, StrategyProvider::name);
  private static final Map<String, PredictorProvider<?>> PREDICTORS =
      load(PredictorProvider.class, PredictorProvider::name);
  private static final Map<String, RuleProvider<?>> RULES =
      load(RuleProvider.class, RuleProvider::name);

  private Plugins() {}

  static SpaceProvider<?> space(String name) {
    return find("space", SPACES, name);
  }

  static StrategyProvider<?> strategy(String name) {
    return find("strategy", STRATEGIES, name);
  }

  static PredictorProvider<?> predictor(String name) {
    return find("predictor", PREDICTORS, name);
  }

  static RuleProvider<?> rule(String name) {
    return find("rule", RULES, name);
  }

  /** All that can be named, by kind and name. */
  public static List<Entry> all() {
    List<Entry> entries = new java.util.ArrayList<>();
    SPACES
        .values()
        .forEach(
            p -> entries.add(new Entry("space", p.name(), p.summary(), p.source(), p.defaults())));
    STRATEGIES
        .values()
        .forEach(
            p ->
                entries.add(
                    new Entry("strategy", p.name(), p.summary(), p.source(), p.defaults())));
    PREDICTORS
        .values()
        .forEach(
            p ->
                entries.add(
                    new Entry("predictor", p.name(), p.summary(), p.source(), p.defaults())));
    RULES
        .values()
        .forEach(
            p -> entries.add(new Entry("rule", p.name(), p.summary(), p.source(), p.defaults())));
    entries.sort(Comparator.comparing(Entry::kind).thenComparing(Entry::name));
    return List.copyOf(entries);
  }

  private static <P> P find(String kind, Map<String, P> known, String name) {
    P found = known.get(name);
    if (found == null) {
      throw Refusal.usage(
          "there is no %s '%s'; %sknown: %s"
              .formatted(
                  kind,
                  name,
                  Nearest.hint(name, known.keySet()),
                  String.join(", ", known.keySet())));
    }
    return found;
  }

  // A generic class literal does not exist, so the raw provider class is widened here, once.
  @SuppressWarnings("unchecked")
  private static <P> Map<String, P> load(Class<?> spi, Function<P, String> name) {
    Map<String, P> found = new TreeMap<>();
    for (Object provider : ServiceLoader.load(spi, Plugins.class.getClassLoader())) {
      P typed = (P) provider;
      if (found.putIfAbsent(name.apply(typed), typed) != null) {
        throw Refusal.usage(
            "two %ss on the class path are named '%s'"
                .formatted(spi.getSimpleName(), name.apply(typed)));
      }
    }
    return found;
  }
}
