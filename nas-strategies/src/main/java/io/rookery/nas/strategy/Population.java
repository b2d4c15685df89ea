package io.rookery.nas.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Members with a score, the oldest first. */
final class Population<G> {

  /** The better score first; of equal ones the older network. */
  static final Comparator<Member<?>> BEST_FIRST =
      Comparator.<Member<?>>comparingDouble(Member::score)
          .reversed()
          .thenComparingLong(Member::sequence);

  private final List<Member<G>> members = new ArrayList<>();

  int size() {
    return members.size();
  }

  void add(Member<G> member) {
    members.add(member);
  }

  void removeOldest() {
    members.remove(0);
  }

  /**
   * The best of {@code size} different members drawn at random, or of all where there are fewer.
   */
  Member<G> tournament(int size, RandomGenerator random) {
    return Collections.min(Draws.distinct(members, size, random), BEST_FIRST);
  }
}
