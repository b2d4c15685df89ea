package io.rookery.nas.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws from lists. */
final class Draws {

  private Draws() {}

  static <T> T one(List<T> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  /**
   * Elements drawn without replacement, each subset with equal chance (Floyd's algorithm; Bentley,
   * Floyd 1987, doi:10.1145/30401.315746); all of them where there are fewer.
   */
  static <T> List<T> distinct(List<T> from, int count, RandomGenerator random) {
    if (count >= from.size()) {
      return from;
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int i = from.size() - count; i < from.size(); i++) {
      int index = random.nextInt(i + 1);
      chosen.add(chosen.contains(index) ? i : index);
    }
    List<T> drawn = new ArrayList<>(count);
    chosen.forEach(index -> drawn.add(from.get(index)));
    return drawn;
  }

  /**
   * The best of {@code size} different members drawn at random, or of all where there are fewer.
   */
  static <G> Member<G> tournament(List<Member<G>> from, int size, RandomGenerator random) {
    return Collections.min(distinct(from, size, random), Member.BEST_FIRST);
  }

  /** All of them in random order (Fisher, Yates; Durstenfeld 1964, doi:10.1145/364520.364540). */
  static <T> List<T> shuffled(List<T> from, RandomGenerator random) {
    List<T> order = new ArrayList<>(from);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }
}
