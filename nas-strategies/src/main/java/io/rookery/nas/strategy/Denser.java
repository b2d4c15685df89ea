package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Fast-DENSER's evolution strategy (Assunção, Lourenço, Machado, Ribeiro 2019, arXiv:1905.02969):
 * (1+λ). A child is a mutant of the parent with the usual budget, or, at times, the parent itself
 * trained for one budget more. Where a network that was trained longer wins a round, the best of
 * those with the smallest budget, and an elite that was trained longer but not as long, are trained
 * for the same time before the next parent is chosen.
 *
 * <p>Budgets are multiples of the search's epochs, not seconds, so that they mean the same on every
 * machine. A network that was already trained for a budget keeps the fitness it has at it.
 *
 * <p>The steady-state form, ours: a round ends whenever λ children are told, whichever they are;
 * meanwhile the parent has further ones.
 */
final class Denser<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;
  private final DenserProvider.Settings settings;

  private @Nullable Member<G> parent;

  /** Children of this round: how many were asked for and told, and those that have a score. */
  private int asked;

  private int told;
  private final List<Member<G>> scored = new ArrayList<>();

  /** Won the round, and waits for those that are to be trained as long; null: a round is open. */
  private @Nullable Member<G> winner;

  private final Deque<Draft<G>> rematches = new ArrayDeque<>();
  private final List<Member<G>> challengers = new ArrayList<>();

  Denser(SearchSpace<G> space, Proposals<G> proposals, DenserProvider.Settings settings) {
    this.space = space;
    this.proposals = proposals;
    this.settings = settings;
  }

  @Override
  public List<Candidate> ask(int count) {
    return Asking.upTo(count, this::next);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Proposals.Told<G> news = proposals.tell(evaluation);
    if (challengers.contains(news.member())) {
      endContest();
    } else {
      told += news.settledNow() ? 1 : 0;
      if (news.scoredNow()) {
        scored.add(news.member());
      }
    }
    if (winner == null && told >= settings.lambda()) {
      endRound();
    }
  }

  private Optional<Candidate> next() {
    if (!rematches.isEmpty()) {
      Candidate challenger = proposals.propose(rematches.remove());
      challengers.add(proposals.member(challenger.id()));
      return Optional.of(challenger);
    }
    if (settings.generational() && (winner != null || asked == settings.lambda())) {
      return Optional.empty();
    }
    Optional<Candidate> child = proposals.next(this::child);
    asked += child.isPresent() ? 1 : 0;
    return child;
  }

  private Draft<G> child(RandomGenerator random) {
    @Nullable Member<G> from = parent;
    if (from == null) {
      return Draft.fresh(space.sample(random));
    }
    boolean longer = random.nextDouble() < settings.trainLonger();
    return longer && from.budget() < settings.longest()
        ? Draft.longer(from, from.budget() + 1)
        : Draft.of(space.mutate(from.genome(), random), from);
  }

  private void endRound() {
    List<Member<G>> population = new ArrayList<>(scored);
    if (parent != null) {
      population.add(parent);
    }
    population.sort(Member.BEST_FIRST);
    asked = 0;
    told = 0;
    scored.clear();
    if (!population.isEmpty()) {
      winner = population.get(0);
      rivals(population.get(0), population).stream()
          .map(rival -> Draft.longer(rival, population.get(0).budget()))
          .forEach(rematches::add);
      endContest();
    }
  }

  private void endContest() {
    if (rematches.isEmpty() && challengers.stream().allMatch(Member::settled)) {
      for (Member<G> challenger : challengers) {
        if (winner == null || (challenger.scored() && challenger.betterThan(winner))) {
          winner = challenger;
        }
      }
      parent = winner;
      winner = null;
      challengers.clear();
    }
  }

  /** Those that must be trained as long as the best before it may win; the best comes first. */
  private Set<Member<G>> rivals(Member<G> best, List<Member<G>> population) {
    Set<Member<G>> rivals = new LinkedHashSet<>();
    if (best.budget() > 1) {
      if (parent != null && parent.budget() > 1) {
        rivals.add(parent);
      }
      double least = population.stream().mapToDouble(Member::budget).min().orElse(1);
      population.stream().filter(m -> m.budget() == least).findFirst().ifPresent(rivals::add);
      rivals.removeIf(rival -> longestTraining(rival) >= best.budget());
    }
    return rivals;
  }

  private double longestTraining(Member<G> member) {
    return proposals
        .known(proposals.canonical(member.genome()))
        .map(Member::budget)
        .orElse(member.budget());
  }
}
