package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.List;
import java.util.Optional;

/** Asks for known networks, in their order, and then for nothing more. */
final class Given<G> implements SearchStrategy {

  private final List<G> genomes;
  private final Proposals<G> proposals;
  private int asked;

  Given(List<G> genomes, SearchSpace<G> space, Scoring scoring, long seed) {
    this.genomes = List.copyOf(genomes);
    this.proposals = new Proposals<>(space, scoring, seed);
  }

  @Override
  public List<Candidate> ask(int count) {
    return Asking.upTo(
        count,
        () ->
            asked < genomes.size()
                ? Optional.of(proposals.propose(Draft.fresh(genomes.get(asked++))))
                : Optional.empty());
  }

  @Override
  public void tell(Evaluation evaluation) {
    proposals.tell(evaluation);
  }
}
