package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asynchronous successive halving (ASHA; Li et al. 2020, arXiv:1810.05934, algorithm 2): every
 * network is first trained for a small budget; whenever one is among the best 1/eta of its rung it
 * goes on, from its checkpoint, to a budget eta times as large; otherwise a new random network
 * begins at the bottom.
 *
 * <p>A promotion is a candidate of its own: same genome, larger budget, inheriting from the one
 * before.
 */
final class SuccessiveHalving<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;
  private final int eta;

  /** The bottom first. */
  private final List<Rung<G>> rungs = new ArrayList<>();

  SuccessiveHalving(SearchSpace<G> space, Scoring scoring, long seed, int eta, int rungs) {
    this.space = space;
    this.eta = eta;
    for (int i = 0; i < rungs; i++) {
      this.rungs.add(new Rung<>(eta));
    }
    this.proposals = new Proposals<>(space, scoring, seed, budget(0));
  }

  @Override
  public List<Candidate> ask(int count) {
    return Asking.upTo(count, this::next);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Member<G> member = proposals.tell(evaluation).member();
    if (member.scored()) {
      rungs.get(rungOf(member)).put(member);
    }
  }

  private Optional<Candidate> next() {
    for (int rung = rungs.size() - 2; rung >= 0; rung--) {
      Optional<Member<G>> promoted = rungs.get(rung).promote();
      if (promoted.isPresent()) {
        return Optional.of(proposals.propose(Draft.longer(promoted.get(), budget(rung + 1))));
      }
    }
    return proposals.next(random -> Draft.fresh(space.sample(random)).withBudget(budget(0)));
  }

  /** The top rung's is the search's own. */
  private double budget(int rung) {
    return Math.pow(eta, rung - (rungs.size() - 1));
  }

  private int rungOf(Member<G> member) {
    int rung = 0;
    while (budget(rung) < member.budget()) {
      rung++;
    }
    return rung;
  }
}
