package io.rookery.nas;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The search spaces on the class path, by name. */
public final class Spaces {

  private Spaces() {}

  /** All of them, ordered by name. */
  public static List<SpaceProvider<?>> all() {
    return List.copyOf(load().values());
  }

  /**
   * The space of this name.
   *
   * @throws IllegalArgumentException if there is none; the message gives the nearest name and all
   *     known ones
   */
  public static SpaceProvider<?> named(String name) {
    return Named.find("search space", name, load());
  }

  private static Map<String, SpaceProvider<?>> load() {
    Map<String, SpaceProvider<?>> providers = new TreeMap<>();
    for (SpaceProvider<?> provider : ServiceLoader.load(SpaceProvider.class)) {
      SpaceProvider<?> other = providers.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two search spaces are named '%s': %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return providers;
  }
}
