package io.rookery.nas.strategy;

import io.rookery.nas.StrategyProvider;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The strategies on the class path: Rookery's own and those of others. */
public final class Strategies {

  private Strategies() {}

  /** All of them, by name. */
  public static List<StrategyProvider<?>> all() {
    return ServiceLoader.load(StrategyProvider.class).stream()
        .<StrategyProvider<?>>map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(StrategyProvider::name))
        .toList();
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest, and all
   */
  public static StrategyProvider<?> named(String name) {
    List<StrategyProvider<?>> all = all();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(StrategyProvider::name).toList()));
  }

  private static IllegalArgumentException unknown(String name, List<String> known) {
    return new IllegalArgumentException(
        "there is no search strategy '%s'; the nearest is '%s'; there are %s"
            .formatted(name, Spelling.nearest(name, known), String.join(", ", known)));
  }
}
