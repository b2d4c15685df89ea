package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Evolution without generations: whoever asks gets a child of the population as it is, and each
 * network joins when its evaluation is told. No slot ever waits.
 *
 * <p>The first networks are random. While some of them still train the others already have
 * children. A failed network never joins; while the first population is incomplete another random
 * one takes its place.
 */
final class SteadyState<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;
  private final Evolution<G> evolution;
  private final int size;
  private final List<Member<G>> population = new ArrayList<>();

  /** Of the population as it is; null: to be made. */
  private Evolution.@Nullable Mating<G> mating;

  /**
   * A loop.
   *
   * @param size members of the full population
   */
  SteadyState(SearchSpace<G> space, Proposals<G> proposals, Evolution<G> evolution, int size) {
    this.space = space;
    this.proposals = proposals;
    this.evolution = evolution;
    this.size = size;
  }

  @Override
  public List<Candidate> ask(int count) {
    return proposals.ask(count, this::draw);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Proposals.Told<G> told = proposals.tell(evaluation);
    mating = null;
    if (told.scoredNow()) {
      join(told.member());
    }
  }

  private Draft<G> draw(RandomGenerator random) {
    boolean filling = population.size() + proposals.inFlight() < size;
    if (filling || population.isEmpty()) {
      return Draft.fresh(space.sample(random));
    }
    if (mating == null) {
      mating = evolution.mating(population);
    }
    return Draws.one(mating.children(random), random);
  }

  private void join(Member<G> child) {
    population.add(child);
    if (population.size() > size) {
      population.remove(evolution.loser(population, proposals.stream(child.sequence())));
    }
  }
}
