package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Aging evolution (Real, Aggarwal, Huang, Le 2019, arXiv:1802.01548, algorithm 1): the population
 * is a queue; the best of a sample has a child by mutation, the child joins, and the oldest dies,
 * however good it is.
 *
 * <p>Asynchronous: a child joins when its evaluation is told, and while some of the first random
 * networks still train the others already have children. A failed network never joins; while the
 * first population is incomplete another random one takes its place.
 */
final class RegularizedEvolution<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final RegularizedEvolutionProvider.Settings settings;
  private final Proposals<G> proposals;
  private final Population<G> population = new Population<>();

  RegularizedEvolution(
      SearchSpace<G> space,
      RegularizedEvolutionProvider.Settings settings,
      boolean maximize,
      long seed) {
    this.space = space;
    this.settings = settings;
    this.proposals = new Proposals<>(space, new Scoring(maximize, settings.predicted()), seed);
  }

  @Override
  public List<Candidate> ask(int count) {
    return proposals.ask(count, this::draw);
  }

  @Override
  public void tell(Evaluation evaluation) {
    proposals.tell(evaluation).ifPresent(this::join);
  }

  private Draft<G> draw(RandomGenerator random) {
    boolean filling = population.size() + proposals.inFlight() < settings.population();
    if (filling || population.size() == 0) {
      return Draft.fresh(space.sample(random));
    }
    Member<G> parent = population.tournament(settings.sample(), random);
    return Draft.of(space.mutate(parent.genome(), random), parent);
  }

  private void join(Member<G> child) {
    population.add(child);
    if (population.size() > settings.population()) {
      population.removeOldest();
    }
  }
}
