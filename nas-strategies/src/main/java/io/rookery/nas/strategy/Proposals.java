package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All networks a strategy has asked for: numbers new ones, sees duplicates, takes in what is told.
 *
 * <p>No network is asked for twice. A draft that is a duplicate (by the space's canonical form) is
 * drawn again, {@value #REDRAWS} times by the strategy's own operators, then {@value #SAMPLES}
 * times at random from the space. If all of these are known the space counts as exhausted, and no
 * candidate is given. A genome that decodes to no network is asked for, with the reason, so that
 * the search records it; it is told as failed.
 */
final class Proposals<G> {

  private static final int REDRAWS = 100;
  private static final int SAMPLES = 1000;

  /** Draws one genome. */
  interface Draw<G> {
    Draft<G> from(RandomGenerator random);
  }

  private final SearchSpace<G> space;
  private final Scoring scoring;
  private final Streams streams;
  private final List<Member<G>> members = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private int inFlight;

  Proposals(SearchSpace<G> space, Scoring scoring, long seed) {
    this.space = space;
    this.scoring = scoring;
    this.streams = new Streams(seed);
  }

  /** Up to this many candidates, as long as {@code draw} finds networks that are new. */
  List<Candidate> ask(int count, Draw<G> draw) {
    if (count < 1) {
      throw new IllegalArgumentException("ask for at least 1 candidate: " + count);
    }
    List<Candidate> asked = new ArrayList<>();
    Optional<Candidate> next = next(draw);
    while (next.isPresent()) {
      asked.add(next.get());
      next = asked.size() < count ? next(draw) : Optional.empty();
    }
    return asked;
  }

  /** One candidate whose network was never asked for. */
  Optional<Candidate> next(Draw<G> draw) {
    RandomGenerator random = streams.of(members.size());
    for (int i = 0; i < REDRAWS + SAMPLES; i++) {
      Draft<G> draft = i < REDRAWS ? draw.from(random) : Draft.fresh(space.sample(random));
      if (!known.contains(space.canonical(draft.genome()))) {
        return Optional.of(propose(draft));
      }
    }
    return Optional.empty();
  }

  /**
   * What was told of a candidate.
   *
   * @return the member, if this gave it its first score
   */
  Optional<Member<G>> tell(Evaluation evaluation) {
    Member<G> member = member(evaluation.candidateId());
    boolean settled = member.settled();
    boolean scored = member.scored();
    member.learn(evaluation, scoring);
    if (!settled) {
      inFlight--;
    }
    return !scored && member.scored() ? Optional.of(member) : Optional.empty();
  }

  /** How many were asked for of which nothing was told. */
  int inFlight() {
    return inFlight;
  }

  private Member<G> member(String id) {
    int sequence = CandidateIds.sequence(id);
    if (sequence < 0 || sequence >= members.size()) {
      throw new IllegalArgumentException(
          "told of candidate %s, which was never asked for; %d were".formatted(id, members.size()));
    }
    return members.get(sequence);
  }

  private Candidate propose(Draft<G> draft) {
    Candidate candidate = candidate(draft, members.size());
    members.add(new Member<>(candidate, draft.genome()));
    known.add(candidate.canonical());
    inFlight++;
    return candidate;
  }

  private Candidate candidate(Draft<G> draft, int sequence) {
    @Nullable Architecture architecture = null;
    @Nullable String invalid = null;
    try {
      architecture = space.decode(draft.genome());
    } catch (InvalidArchitecture e) {
      invalid = e.getMessage();
    }
    return new Candidate(
        CandidateIds.of(sequence),
        sequence,
        draft.parents(),
        space.write(draft.genome()),
        space.canonical(draft.genome()),
        null,
        architecture,
        invalid);
  }
}
