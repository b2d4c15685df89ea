package com.example.annealing;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.strategy.Draft;
import io.rookery.nas.strategy.Member;
import io.rookery.nas.strategy.Proposals;
import io.rookery.nas.strategy.Scoring;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983, doi:10.1126/science.220.4598.671), of
 * which any number of steps train at once.
 */
final class Annealing<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final AnnealingSettings settings;
  private final Proposals<G> proposals;
  private @Nullable Member<G> position;
  private double temperature;

  Annealing(SearchSpace<G> space, AnnealingSettings settings, boolean maximize, long seed) {
    this.space = space;
    this.settings = settings;
    this.proposals = new Proposals<>(space, new Scoring(maximize, settings.predicted()), seed);
    this.temperature = settings.temperature();
  }

  @Override
  public List<Candidate> ask(int count) {
    return proposals.ask(count, this::draw);
  }

  private Draft<G> draw(RandomGenerator random) {
    Member<G> from = position;
    return from == null
        ? Draft.fresh(space.sample(random))
        : Draft.of(space.mutate(from.genome(), random), from);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Proposals.Told<G> told = proposals.tell(evaluation);
    if (told.scoredNow()) {
      if (accepts(told.member())) {
        position = told.member();
      }
      temperature *= settings.cooling();
    }
  }

  /** The rule of Metropolis. */
  private boolean accepts(Member<G> member) {
    if (position == null || member.betterThan(position)) {
      return true;
    }
    double loss = position.score() - member.score();
    RandomGenerator random = proposals.stream(member.sequence());
    return random.nextDouble() < Math.exp(-loss / temperature);
  }
}
