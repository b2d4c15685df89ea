package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Genetic CNN (Xie, Yuille 2017, arXiv:1703.01513, algorithm 1): a roulette draws the next
 * generation, the worst having no chance; neighbouring pairs are crossed; those not crossed mutate.
 * A network that comes again keeps the fitness it is known to have. Exchanging stages and flipping
 * bits are the space's.
 *
 * <p>The steady-state form, ours: parents by the same roulette, and the worst dies, since the
 * roulette gives it no chance.
 *
 * @param size networks of a generation
 * @param crossover probability that a pair is crossed
 * @param mutation probability that one that is not crossed mutates
 */
record GeneticCnn<G>(SearchSpace<G> space, int size, double crossover, double mutation)
    implements Generations<G> {

  @Override
  public Mating<G> mating(List<Member<G>> population) {
    Roulette<Member<G>> roulette = roulette(population);
    return random -> pair(roulette.spin(random), roulette.spin(random), random);
  }

  @Override
  public List<Draft<G>> offspring(List<Member<G>> population, RandomGenerator random) {
    return Generations.children(size, mating(population), random);
  }

  @Override
  public List<Member<G>> survivors(
      List<Member<G>> population, List<Member<G>> children, RandomGenerator random) {
    return children.isEmpty() ? population : children;
  }

  @Override
  public boolean keepsDuplicates() {
    return true;
  }

  @Override
  public Member<G> loser(List<Member<G>> population, RandomGenerator random) {
    return Collections.max(population, Member.BEST_FIRST);
  }

  private List<Draft<G>> pair(Member<G> first, Member<G> second, RandomGenerator random) {
    List<Draft<G>> pair = new ArrayList<>();
    if (random.nextDouble() < crossover) {
      for (G child : space.crossOver(first.genome(), second.genome(), random)) {
        pair.add(Draft.of(child, first, second));
      }
    } else {
      pair.add(perhapsMutated(first, random));
      pair.add(perhapsMutated(second, random));
    }
    return pair;
  }

  private Draft<G> perhapsMutated(Member<G> member, RandomGenerator random) {
    boolean mutates = random.nextDouble() < mutation;
    return Draft.of(mutates ? space.mutate(member.genome(), random) : member.genome(), member);
  }

  private Roulette<Member<G>> roulette(List<Member<G>> population) {
    double worst = population.stream().mapToDouble(Member::score).min().orElse(0);
    return new Roulette<>(population, member -> member.score() - worst);
  }
}
