package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * MENNDL (Young et al. 2015, doi:10.1145/2834892.2834896; Patton et al. 2018,
 * doi:10.1109/SC.2018.00053): a genetic algorithm whose master hands genomes of layers and
 * hyperparameters to workers, one at a time, without generations.
 *
 * <p>Population, selection and probabilities are not published; those here are ours: tournaments,
 * crossover, the space's mutation, and the worst dies.
 */
record Menndl<G>(SearchSpace<G> space, int tournament, double crossover) implements Evolution<G> {

  @Override
  public Mating<G> mating(List<Member<G>> population) {
    return random -> {
      Member<G> mother = Draws.tournament(population, tournament, random);
      if (random.nextDouble() >= crossover) {
        return List.of(Draft.of(space.mutate(mother.genome(), random), mother));
      }
      Member<G> father = Draws.tournament(population, tournament, random);
      return space.crossOver(mother.genome(), father.genome(), random).stream()
          .map(child -> Draft.of(space.mutate(child, random), mother, father))
          .toList();
    };
  }

  @Override
  public Member<G> loser(List<Member<G>> population, RandomGenerator random) {
    return Collections.max(population, Member.BEST_FIRST);
  }
}
