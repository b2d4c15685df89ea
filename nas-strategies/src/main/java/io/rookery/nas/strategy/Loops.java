package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;

/** Makes the loop that a setting {@code generational} asks for. */
final class Loops {

  private Loops() {}

  static <G> SearchStrategy of(
      boolean generational,
      SearchSpace<G> space,
      Proposals<G> proposals,
      Generations<G> evolution,
      int size) {
    return generational
        ? new Generational<>(space, proposals, evolution, size)
        : new SteadyState<>(space, proposals, evolution, size);
  }
}
