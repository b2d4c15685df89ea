package io.rookery.nas;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The search strategies on the class path, by name. */
public final class Strategies {

  private Strategies() {}

  /** All of them, ordered by name. */
  public static List<StrategyProvider<?>> all() {
    return List.copyOf(load().values());
  }

  /**
   * The strategy of this name.
   *
   * @throws IllegalArgumentException if there is none; the message gives the nearest name and all
   *     known ones
   */
  public static StrategyProvider<?> named(String name) {
    return Named.find("search strategy", name, load());
  }

  private static Map<String, StrategyProvider<?>> load() {
    Map<String, StrategyProvider<?>> providers = new TreeMap<>();
    for (StrategyProvider<?> provider : ServiceLoader.load(StrategyProvider.class)) {
      StrategyProvider<?> other = providers.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two search strategies are named '%s': %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return providers;
  }
}
