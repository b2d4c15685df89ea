package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Aging evolution (Real, Aggarwal, Huang, Le 2019, arXiv:1802.01548, algorithm 1): the population
 * is a queue; the best of a sample has a child by mutation, the child joins, and the oldest dies,
 * however good it is.
 *
 * @param sample networks in a tournament
 */
record RegularizedEvolution<G>(SearchSpace<G> space, int sample) implements Evolution<G> {

  @Override
  public Mating<G> mating(List<Member<G>> population) {
    return random -> {
      Member<G> parent = Draws.tournament(population, sample, random);
      return List.of(Draft.of(space.mutate(parent.genome(), random), parent));
    };
  }

  @Override
  public Member<G> loser(List<Member<G>> population, RandomGenerator random) {
    return population.get(0);
  }
}
