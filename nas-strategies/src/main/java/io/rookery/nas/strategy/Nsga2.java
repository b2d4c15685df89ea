package io.rookery.nas.strategy;

import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * NSGA-II (Deb, Pratap, Agarwal, Meyarivan 2002, doi:10.1109/4235.996017) as NSGA-Net runs it (Lu
 * et al. 2019, arXiv:1810.03522): binary tournaments by domination, then by crowding; crossover at
 * every mating; the space's mutation; the best by rank and crowding survive.
 *
 * <p>The steady-state form lets the last by rank and crowding die (Durillo, Nebro, Luna, Alba 2009,
 * doi:10.1007/978-3-642-01020-0_18).
 *
 * @param objectives at least one
 * @param size networks that survive
 * @param offspring networks of a generation
 */
record Nsga2<G>(SearchSpace<G> space, List<Objective> objectives, int size, int offspring)
    implements Generations<G> {

  @Override
  public Mating<G> mating(List<Member<G>> population) {
    Ranking ranking = ranking(population);
    return random -> {
      Member<G> mother = population.get(tournament(ranking, population.size(), random));
      Member<G> father = population.get(tournament(ranking, population.size(), random));
      return space.crossOver(mother.genome(), father.genome(), random).stream()
          .map(child -> Draft.of(space.mutate(child, random), mother, father))
          .toList();
    };
  }

  @Override
  public List<Draft<G>> offspring(List<Member<G>> population, RandomGenerator random) {
    return Generations.children(offspring, mating(population), random);
  }

  @Override
  public List<Member<G>> survivors(
      List<Member<G>> population, List<Member<G>> children, RandomGenerator random) {
    List<Member<G>> all = Stream.concat(population.stream(), children.stream()).toList();
    return bestFirst(all, random).stream().limit(size).toList();
  }

  @Override
  public Member<G> loser(List<Member<G>> population, RandomGenerator random) {
    return bestFirst(population, random).get(population.size() - 1);
  }

  private int tournament(Ranking ranking, int members, RandomGenerator random) {
    int one = random.nextInt(members);
    int other = random.nextInt(members);
    if (ranking.dominates(one, other) || ranking.dominates(other, one)) {
      return ranking.dominates(one, other) ? one : other;
    }
    int byCrowding = Double.compare(ranking.crowding(one), ranking.crowding(other));
    return byCrowding == 0 ? (random.nextBoolean() ? one : other) : byCrowding > 0 ? one : other;
  }

  /** By rank and crowding; equals in random order. */
  private List<Member<G>> bestFirst(List<Member<G>> members, RandomGenerator random) {
    List<Member<G>> shuffled = Draws.shuffled(members, random);
    List<Integer> order = new ArrayList<>(IntStream.range(0, shuffled.size()).boxed().toList());
    order.sort(ranking(shuffled).crowdedComparison());
    return order.stream().map(shuffled::get).toList();
  }

  private Ranking ranking(List<Member<G>> members) {
    double[][] points = new double[members.size()][objectives.size()];
    for (int objective = 0; objective < objectives.size(); objective++) {
      double[] costs = objectives.get(objective).costs(members);
      for (int i = 0; i < costs.length; i++) {
        points[i][objective] = costs[i];
      }
    }
    return Ranking.of(points);
  }
}
