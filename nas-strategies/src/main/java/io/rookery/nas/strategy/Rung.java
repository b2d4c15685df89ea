package io.rookery.nas.strategy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The networks of one rung, divided into the best 1/eta and the rest. Adding one takes logarithmic
 * time.
 */
final class Rung<G> {

  /** A member with the score it had when it was put in; scores change, sorted sets must not. */
  private record Entry<G>(Member<G> member, double score) {}

  private final Comparator<Entry<G>> bestFirst =
      Comparator.<Entry<G>>comparingDouble(Entry::score)
          .reversed()
          .thenComparingInt(entry -> entry.member().sequence());

  private final int eta;
  private final Map<Member<G>, Entry<G>> entries = new HashMap<>();
  private final TreeSet<Entry<G>> top = new TreeSet<>(bestFirst);
  private final TreeSet<Entry<G>> rest = new TreeSet<>(bestFirst);

  /** Those of the top that were not promoted. */
  private final TreeSet<Entry<G>> promotable = new TreeSet<>(bestFirst);

  private final Set<Member<G>> promoted = new HashSet<>();

  Rung(int eta) {
    this.eta = eta;
  }

  /** Puts a member with a score in, or where its score now is. */
  void put(Member<G> member) {
    Entry<G> entry = new Entry<>(member, member.score());
    @Nullable Entry<G> before = entries.put(member, entry);
    if (before != null) {
      rest.remove(before);
      leaveTop(before);
    }
    rest.add(entry);
    while (top.size() < entries.size() / eta) {
      enterTop(rest.first());
    }
    if (!top.isEmpty() && !rest.isEmpty() && bestFirst.compare(rest.first(), top.last()) < 0) {
      Entry<G> falls = top.last();
      enterTop(rest.first());
      leaveTop(falls);
      rest.add(falls);
    }
  }

  /** The best of the top that was not promoted; counts as promoted from now on. */
  Optional<Member<G>> promote() {
    if (promotable.isEmpty()) {
      return Optional.empty();
    }
    Member<G> member = promotable.first().member();
    promotable.remove(promotable.first());
    promoted.add(member);
    return Optional.of(member);
  }

  int size() {
    return entries.size();
  }

  private void enterTop(Entry<G> entry) {
    rest.remove(entry);
    top.add(entry);
    if (!promoted.contains(entry.member())) {
      promotable.add(entry);
    }
  }

  private void leaveTop(Entry<G> entry) {
    top.remove(entry);
    promotable.remove(entry);
  }
}
