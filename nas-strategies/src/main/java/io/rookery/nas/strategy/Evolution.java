package io.rookery.nas.strategy;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a publication adds to the loop of evolution: who mates, and who dies. Populations are lists,
 * the oldest member first, all with a score.
 */
interface Evolution<G> {

  /** Makes the children of one mating. */
  interface Mating<G> {
    List<Draft<G>> children(RandomGenerator random);
  }

  /** How this population mates; what need be computed once for it is computed here. */
  Mating<G> mating(List<Member<G>> population);

  /** Who dies where one is too many. */
  Member<G> loser(List<Member<G>> population, RandomGenerator random);
}
