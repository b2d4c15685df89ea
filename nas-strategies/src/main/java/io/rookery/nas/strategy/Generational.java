package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evolution by generations: all offspring are drawn at once, and selection waits until the last of
 * them is told. Slots stand idle at a generation's end; {@link SteadyState} is the form without
 * them.
 *
 * <p>The first generation is random. A network whose first score comes after its generation ended
 * joins the next selection.
 */
final class Generational<G> implements SearchStrategy {

  /** Generations in a row that may bring nothing new before a random network is tried. */
  private static final int BARREN = 100;

  private final SearchSpace<G> space;
  private final Proposals<G> proposals;
  private final Generations<G> evolution;
  private final int size;

  private final Plan<G> plan = new Plan<>();
  private final List<Member<G>> offspring = new ArrayList<>();
  private final List<Member<G>> late = new ArrayList<>();
  private List<Member<G>> population = List.of();
  private int generation;

  /**
   * A loop.
   *
   * @param size networks of the first generation
   */
  Generational(SearchSpace<G> space, Proposals<G> proposals, Generations<G> evolution, int size) {
    this.space = space;
    this.proposals = proposals;
    this.evolution = evolution;
    this.size = size;
    breed(proposals.stream(generation));
  }

  @Override
  public List<Candidate> ask(int count) {
    return Asking.upTo(count, this::next);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Proposals.Told<G> told = proposals.tell(evaluation);
    if (told.scoredNow() && !offspring.contains(told.member())) {
      late.add(told.member());
    }
    if (plan.isEmpty() && offspring.stream().allMatch(Member::settled)) {
      generation++;
      RandomGenerator random = proposals.stream(generation);
      select(random);
      breed(random);
    }
  }

  private Optional<Candidate> next() {
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    Plan.Entry<G> entry = plan.remove();
    Candidate candidate = proposals.propose(entry.draft());
    offspring.addAll(Collections.nCopies(entry.copies(), proposals.member(candidate.id())));
    return Optional.of(candidate);
  }

  private void select(RandomGenerator random) {
    List<Member<G>> scored =
        Stream.concat(offspring.stream(), late.stream()).filter(Member::scored).toList();
    population = evolution.survivors(population, scored, random);
    offspring.clear();
    late.clear();
  }

  private void breed(RandomGenerator random) {
    draw(random);
    // With kept duplicates a generation may pass without anything to train.
    for (int i = 0; i < BARREN && plan.isEmpty() && !offspring.isEmpty(); i++) {
      select(random);
      draw(random);
    }
    if (plan.isEmpty()) {
      placeNew(fresh(random), random);
    }
  }

  private void draw(RandomGenerator random) {
    List<Draft<G>> drafts =
        population.isEmpty()
            ? IntStream.range(0, size).mapToObj(i -> fresh(random)).toList()
            : evolution.offspring(population, random);
    for (Draft<G> draft : drafts) {
      boolean placed =
          (evolution.keepsDuplicates() && !population.isEmpty())
              ? place(draft)
              : placeNew(draft, random);
      if (!placed) {
        break;
      }
    }
  }

  /** Any network: one that is known joins as it is. */
  private boolean place(Draft<G> draft) {
    String canonical = proposals.canonical(draft.genome());
    proposals.known(canonical).ifPresentOrElse(offspring::add, () -> plan.add(canonical, draft));
    return true;
  }

  /** A new network, this draft or one drawn again; false where the space is exhausted. */
  private boolean placeNew(Draft<G> draft, RandomGenerator random) {
    Deque<Draft<G>> first = new ArrayDeque<>(List.of(draft));
    Optional<Draft<G>> novel =
        proposals.novel(r -> first.isEmpty() ? redraw(r) : first.remove(), random, plan.networks());
    novel.ifPresent(found -> plan.add(proposals.canonical(found.genome()), found));
    return novel.isPresent();
  }

  private Draft<G> redraw(RandomGenerator random) {
    return population.isEmpty()
        ? fresh(random)
        : Draws.one(evolution.mating(population).children(random), random);
  }

  private Draft<G> fresh(RandomGenerator random) {
    return Draft.fresh(space.sample(random));
  }
}
