package io.rookery.nas.strategy;

import java.util.Arrays;
import java.util.List;

/**
 * A genome that may become a candidate.
 *
 * @param genome what was drawn
 * @param parents ids of those it was made from
 */
record Draft<G>(G genome, List<String> parents) {

  /** A genome without parents. */
  static <G> Draft<G> fresh(G genome) {
    return new Draft<>(genome, List.of());
  }

  /** A genome made from one or more members. */
  @SafeVarargs
  static <G> Draft<G> of(G genome, Member<G>... parents) {
    return new Draft<>(genome, Arrays.stream(parents).map(Member::id).distinct().toList());
  }
}
