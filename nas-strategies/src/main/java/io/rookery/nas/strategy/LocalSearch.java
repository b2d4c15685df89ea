package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Local search (White, Nolen, Savani 2021, arXiv:2005.02960): from the best of a few random
 * networks, tries neighbours in random order and moves to the first that is better; where none is,
 * the network is a local optimum, and the climb begins anew.
 *
 * <p>Asynchronous: while the last neighbours of a possible optimum still train, free slots get the
 * random networks of the next climb.
 */
final class LocalSearch<G> implements SearchStrategy {

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;
  private final LocalSearchProvider.Settings settings;

  private Climb<G> climb = new Climb<>();

  /** Random networks asked for ahead. */
  private Climb<G> next = new Climb<>();

  /** Where the climb stands; null while its first networks train. */
  private @Nullable Member<G> position;

  /** Of the position, those not asked for. */
  private final Deque<G> neighbours = new ArrayDeque<>();

  LocalSearch(SearchSpace<G> space, Proposals<G> proposals, LocalSearchProvider.Settings settings) {
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
    Member<G> member = proposals.tell(evaluation).member();
    climb.tell(member);
    next.tell(member);
    move();
    skipKnown();
    if (position != null && neighbours.isEmpty() && climb.isOver()) {
      climb = next;
      next = new Climb<>();
      position = null;
      move();
    }
  }

  private Optional<Candidate> next() {
    skipKnown();
    boolean ahead = position != null && neighbours.isEmpty();
    Optional<Candidate> candidate = proposals.next(this::draw);
    candidate.ifPresent(asked -> (ahead ? next : climb).add(proposals.member(asked.id())));
    return candidate;
  }

  private Draft<G> draw(RandomGenerator random) {
    @Nullable Member<G> from = position;
    return from == null || neighbours.isEmpty()
        ? Draft.fresh(space.sample(random))
        : Draft.of(neighbours.element(), from);
  }

  private void skipKnown() {
    while (!neighbours.isEmpty()
        && proposals.known(proposals.canonical(neighbours.element())).isPresent()) {
      neighbours.remove();
    }
  }

  /** To the best of the climb, once it has begun and where that is better. */
  private void move() {
    @Nullable Member<G> best = climb.best();
    if (best == null || best.equals(position)) {
      return;
    }
    boolean better =
        position == null ? climb.settled() >= settings.initial() : best.betterThan(position);
    if (better) {
      position = best;
      neighbours.clear();
      neighbours.addAll(around(best));
    }
  }

  private List<G> around(Member<G> member) {
    RandomGenerator random = proposals.stream(member.sequence());
    List<G> listed = space.neighbours(member.genome());
    if (!listed.isEmpty()) {
      return Draws.shuffled(listed, random);
    }
    List<G> mutants = new ArrayList<>();
    for (int i = 0; i < settings.mutants(); i++) {
      mutants.add(space.mutate(member.genome(), random));
    }
    return mutants;
  }
}
