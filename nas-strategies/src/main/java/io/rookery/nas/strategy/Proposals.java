package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All networks a strategy has asked for: numbers new ones, sees duplicates, takes in what is told.
 *
 * <p>No network is asked for twice, except to train it further. A draft that is a duplicate (by the
 * space's canonical form) is drawn again, {@value #REDRAWS} times in all by the strategy's own
 * operators, then {@value #SAMPLES} times at random from the space. If all of these are known the
 * space counts as exhausted. A genome that decodes to no network is asked for, with the reason, so
 * that the search records it; it is told as failed.
 */
final class Proposals<G> {

  static final int REDRAWS = 100;
  static final int SAMPLES = 1000;

  /** Draws one genome. */
  interface Draw<G> {
    Draft<G> from(RandomGenerator random);
  }

  /**
   * A member something was told of.
   *
   * @param settledNow whether this was the first that was told of it
   * @param scoredNow whether this gave it its first score
   */
  record Told<G>(Member<G> member, boolean settledNow, boolean scoredNow) {}

  private final SearchSpace<G> space;
  private final Scoring scoring;
  private final Streams streams;
  private final List<Member<G>> members = new ArrayList<>();

  /** By canonical form, the one with the largest budget. */
  private final Map<String, Member<G>> known = new HashMap<>();

  private int inFlight;

  Proposals(SearchSpace<G> space, Scoring scoring, long seed) {
    this.space = space;
    this.scoring = scoring;
    this.streams = new Streams(seed);
  }

  /** Up to this many candidates, as long as {@code draw} finds networks that are new. */
  List<Candidate> ask(int count, Draw<G> draw) {
    return Asking.upTo(count, () -> next(draw));
  }

  /** One candidate whose network was never asked for. */
  Optional<Candidate> next(Draw<G> draw) {
    return novel(draw, streams.of(members.size()), Set.of()).map(this::propose);
  }

  /** A draft whose network was never asked for and is none of {@code taken} (canonical forms). */
  Optional<Draft<G>> novel(Draw<G> draw, RandomGenerator random, Set<String> taken) {
    for (int i = 0; i < REDRAWS + SAMPLES; i++) {
      Draft<G> draft = i < REDRAWS ? draw.from(random) : Draft.fresh(space.sample(random));
      String canonical = space.canonical(draft.genome());
      if (!isKnown(canonical, draft.budget()) && !taken.contains(canonical)) {
        return Optional.of(draft);
      }
    }
    return Optional.empty();
  }

  /** Makes a draft a candidate, duplicate or not. */
  Candidate propose(Draft<G> draft) {
    Candidate candidate = candidate(draft);
    Member<G> member = new Member<>(candidate, draft.genome());
    members.add(member);
    known.merge(candidate.canonical(), member, (a, b) -> a.budget() > b.budget() ? a : b);
    inFlight++;
    return candidate;
  }

  /** Takes in what was told of a candidate. */
  Told<G> tell(Evaluation evaluation) {
    Member<G> member = member(evaluation.candidateId());
    boolean settled = member.settled();
    boolean scored = member.scored();
    member.learn(evaluation, scoring);
    if (!settled) {
      inFlight--;
    }
    return new Told<>(member, !settled, !scored && member.scored());
  }

  /** The network of this canonical form, where it was asked for. */
  Optional<Member<G>> known(String canonical) {
    return Optional.ofNullable(known.get(canonical));
  }

  /** How many were asked for of which nothing was told. */
  int inFlight() {
    return inFlight;
  }

  /**
   * The member of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  Member<G> member(String id) {
    int sequence = CandidateIds.sequence(id);
    if (sequence < 0 || sequence >= members.size()) {
      throw new IllegalArgumentException(
          "candidate %s was never asked for; %d were".formatted(id, members.size()));
    }
    return members.get(sequence);
  }

  /** Randomness of a decision that is none about one candidate: number 0, 1, … of its kind. */
  RandomGenerator stream(long decision) {
    return streams.of(-1 - decision);
  }

  private boolean isKnown(String canonical, double budget) {
    @Nullable Member<G> member = known.get(canonical);
    return member != null && member.budget() >= budget;
  }

  private Candidate candidate(Draft<G> draft) {
    @Nullable Architecture architecture = null;
    @Nullable String invalid = null;
    try {
      architecture = space.decode(draft.genome());
    } catch (InvalidArchitecture e) {
      invalid = e.getMessage();
    }
    @Nullable Inheritance inheritance = architecture == null ? null : inheritance(draft);
    boolean inherits = draft.continued() || inheritance != null;
    List<String> parents = draft.parents().stream().map(Member::id).toList();
    return new Candidate(
        CandidateIds.of(members.size()),
        members.size(),
        parents,
        space.write(draft.genome()),
        space.canonical(draft.genome()),
        inherits ? parents.get(0) : null,
        architecture,
        invalid,
        draft.budget(),
        inheritance);
  }

  private @Nullable Inheritance inheritance(Draft<G> draft) {
    if (draft.continued() || draft.parents().size() != 1) {
      return null;
    }
    return space.inheritance(draft.parents().get(0).genome(), draft.genome()).orElse(null);
  }
}
