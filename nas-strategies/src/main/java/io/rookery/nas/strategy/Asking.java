package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asking for several candidates is asking for one after the other. */
final class Asking {

  private Asking() {}

  /** Up to {@code count}, until {@code next} has none. */
  static List<Candidate> upTo(int count, Supplier<Optional<Candidate>> next) {
    if (count < 1) {
      throw new IllegalArgumentException("ask for at least 1 candidate: " + count);
    }
    List<Candidate> asked = new ArrayList<>();
    while (asked.size() < count) {
      Optional<Candidate> candidate = next.get();
      if (candidate.isEmpty()) {
        break;
      }
      asked.add(candidate.get());
    }
    return asked;
  }
}
