package io.rookery.nas.strategy;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks of one climb of a local search, and the best of them. */
final class Climb<G> {

  private final Set<Member<G>> training = new HashSet<>();
  private final Set<Member<G>> settled = new HashSet<>();
  private @Nullable Member<G> best;

  void add(Member<G> member) {
    training.add(member);
  }

  /** Takes in what was told of one of its members; others are none of its business. */
  void tell(Member<G> member) {
    if (training.remove(member)) {
      settled.add(member);
    }
    boolean counts = settled.contains(member) && member.scored();
    if (counts && (best == null || member.betterThan(best))) {
      best = member;
    }
  }

  /** The best by now; null where none has a score. */
  @Nullable Member<G> best() {
    return best;
  }

  int settled() {
    return settled.size();
  }

  boolean isOver() {
    return training.isEmpty();
  }
}
