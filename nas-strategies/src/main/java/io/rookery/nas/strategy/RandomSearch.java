package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.List;

/**
 * Draws each network from the space's initial distribution, whatever became of the others: the
 * baseline that every strategy must beat (Li, Talwalkar 2019).
 */
final class RandomSearch<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;

  RandomSearch(SearchSpace<G> space, Scoring scoring, long seed) {
    this.space = space;
    this.proposals = new Proposals<>(space, scoring, seed);
  }

  @Override
  public List<Candidate> ask(int count) {
    return proposals.ask(count, random -> Draft.fresh(space.sample(random)));
  }

  @Override
  public void tell(Evaluation evaluation) {
    proposals.tell(evaluation);
  }
}
