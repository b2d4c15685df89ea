package io.rookery.nas.strategy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Drafts that wait to be asked for, in order, each network once. */
final class Plan<G> {

  /**
   * A draft.
   *
   * @param copies how many of the generation it stands for
   */
  record Entry<G>(Draft<G> draft, int copies) {}

  private final Map<String, Entry<G>> entries = new LinkedHashMap<>();

  void add(String canonical, Draft<G> draft) {
    entries.merge(
        canonical,
        new Entry<>(draft, 1),
        (entry, same) -> new Entry<>(entry.draft(), entry.copies() + 1));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Canonical forms of all that wait. */
  Set<String> networks() {
    return entries.keySet();
  }

  /** The next one; only where one waits. */
  Entry<G> remove() {
    Iterator<Entry<G>> waiting = entries.values().iterator();
    Entry<G> first = waiting.next();
    waiting.remove();
    return first;
  }
}
