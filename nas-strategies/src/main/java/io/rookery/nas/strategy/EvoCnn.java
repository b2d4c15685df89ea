package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * EvoCNN's selection (Sun, Xue, Zhang, Yen 2020, arXiv:1710.10741): a slack binary tournament,
 * which prefers the simpler of two networks of nearly equal fitness; the best survive, and the rest
 * of the population is filled by tournaments. Crossover by unit alignment and mutation are the
 * space's.
 *
 * <p>The paper's last tie-break, the smaller deviation of the fitness over batches, is left out, as
 * in the published code: an evaluation does not carry it.
 *
 * <p>The steady-state form, ours: the loser of a tournament among all but the best dies.
 */
record EvoCnn<G>(SearchSpace<G> space, EvoCnnProvider.Settings settings) implements Generations<G> {

  @Override
  public Mating<G> mating(List<Member<G>> population) {
    return random -> {
      Member<G> mother = tournament(population, random);
      Member<G> father = tournament(population, random);
      List<G> children = List.of(mother.genome(), father.genome());
      if (random.nextDouble() < settings.crossover()) {
        children = space.crossOver(mother.genome(), father.genome(), random);
      }
      return children.stream()
          .map(
              child ->
                  random.nextDouble() < settings.mutation() ? space.mutate(child, random) : child)
          .map(child -> Draft.of(child, mother, father))
          .toList();
    };
  }

  @Override
  public List<Draft<G>> offspring(List<Member<G>> population, RandomGenerator random) {
    return Generations.children(settings.population(), mating(population), random);
  }

  @Override
  public List<Member<G>> survivors(
      List<Member<G>> population, List<Member<G>> children, RandomGenerator random) {
    List<Member<G>> all =
        Stream.concat(population.stream(), children.stream()).sorted(Member.BEST_FIRST).toList();
    int elite = Math.min(elite(), all.size());
    List<Member<G>> survivors = new ArrayList<>(all.subList(0, elite));
    List<Member<G>> rest = all.subList(elite, all.size());
    while (!rest.isEmpty() && survivors.size() < settings.population()) {
      survivors.add(tournament(rest, random));
    }
    return survivors;
  }

  @Override
  public Member<G> loser(List<Member<G>> population, RandomGenerator random) {
    List<Member<G>> sorted = population.stream().sorted(Member.BEST_FIRST).toList();
    int elite = Math.min(elite(), sorted.size() - 2);
    List<Member<G>> two = Draws.distinct(sorted.subList(elite, sorted.size()), 2, random);
    return winner(two.get(0), two.get(1)) == two.get(0) ? two.get(1) : two.get(0);
  }

  /** An even number, as in the published code. */
  private int elite() {
    return ((int) (settings.elitism() * settings.population() / 2)) * 2;
  }

  private Member<G> tournament(List<Member<G>> members, RandomGenerator random) {
    return winner(Draws.one(members, random), Draws.one(members, random));
  }

  /** The slack comparison. */
  private Member<G> winner(Member<G> one, Member<G> other) {
    Member<G> better = other.betterThan(one) ? other : one;
    Member<G> worse = better == one ? other : one;
    boolean close = better.score() - worse.score() <= settings.slack();
    boolean simpler = worse.costs().parameters() < better.costs().parameters() - settings.simpler();
    return close && simpler ? worse : better;
  }
}
