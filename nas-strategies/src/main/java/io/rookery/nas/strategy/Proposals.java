package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * space's canonical form) is drawn again: {@value #REDRAWS} times in all by the strategy's own
 * operators, then {@value #SAMPLES} times at random from the space, then as {@value #MUTANTS}
 * mutants of networks that have a score. If all of these are known the space counts as exhausted. A
 * genome that decodes to no network is asked for, with the reason, so that the search records it;
 * it is told as failed.
 *
 * <p>What every strategy may be built on: one that draws with {@link #ask} and takes in with {@link
 * #tell} is deterministic, resumes, and sees duplicates. Used by one thread at a time.
 *
 * @param <G> the space's genome
 */
public final class Proposals<G> {

  static final int REDRAWS = 100;
  static final int SAMPLES = 1000;
  static final int MUTANTS = 100;

  /** Draws one genome. */
  public interface Draw<G> {
    /** All randomness is the parameter's. */
    Draft<G> from(RandomGenerator random);
  }

  /**
   * A member something was told of.
   *
   * @param settledNow whether this was the first that was told of it
   * @param scoredNow whether this gave it its first score
   */
  public record Told<G>(Member<G> member, boolean settledNow, boolean scoredNow) {}

  private final SearchSpace<G> space;
  private final Scoring scoring;
  private final Streams streams;
  private final double budget;
  private final List<Member<G>> members = new ArrayList<>();

  /** By canonical form, the one with the largest budget. */
  private final Map<String, Member<G>> known = new HashMap<>();

  private int inFlight;

  /** Of networks with the search's usual budget. */
  public Proposals(SearchSpace<G> space, Scoring scoring, long seed) {
    this(space, scoring, seed, 1);
  }

  /** Of networks that begin with this budget. */
  Proposals(SearchSpace<G> space, Scoring scoring, long seed, double budget) {
    this.space = space;
    this.scoring = scoring;
    this.streams = new Streams(seed);
    this.budget = budget;
  }

  /** Up to this many candidates, as long as {@code draw} finds networks that are new. */
  public List<Candidate> ask(int count, Draw<G> draw) {
    return Asking.upTo(count, () -> next(draw));
  }

  /** One candidate whose network was never asked for. */
  public Optional<Candidate> next(Draw<G> draw) {
    return novel(draw, streams.of(members.size()), Set.of()).map(this::propose);
  }

  /** A draft whose network was never asked for and is none of {@code taken} (canonical forms). */
  Optional<Draft<G>> novel(Draw<G> draw, RandomGenerator random, Set<String> taken) {
    // A small space gives the same genomes again and again; canonical forms take time.
    Set<Tried<G>> tried = new HashSet<>();
    for (int i = 0; i < REDRAWS + SAMPLES + MUTANTS; i++) {
      Draft<G> draft = i < REDRAWS ? draw.from(random) : otherwise(i - REDRAWS, random);
      if (tried.add(new Tried<>(draft.genome(), draft.budget()))) {
        String canonical = canonical(draft.genome());
        if (!isKnown(canonical, draft.budget()) && !taken.contains(canonical)) {
          return Optional.of(draft);
        }
      }
    }
    return Optional.empty();
  }

  private record Tried<G>(G genome, double budget) {}

  /** What is tried where the strategy's own operators find nothing new. */
  private Draft<G> otherwise(int attempt, RandomGenerator random) {
    if (attempt >= SAMPLES && !members.isEmpty()) {
      Member<G> member = Draws.one(members, random);
      if (member.scored()) {
        return Draft.of(space.mutate(member.genome(), random), member).withBudget(budget);
      }
    }
    return Draft.fresh(space.sample(random)).withBudget(budget);
  }

  /** Makes a draft a candidate, duplicate or not. */
  public Candidate propose(Draft<G> draft) {
    Candidate candidate = candidate(draft);
    Member<G> member = new Member<>(candidate, draft.genome());
    members.add(member);
    known.merge(candidate.canonical(), member, (a, b) -> a.budget() > b.budget() ? a : b);
    inFlight++;
    return candidate;
  }

  /** Takes in what was told of a candidate. */
  public Told<G> tell(Evaluation evaluation) {
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

  /** The space's canonical form; of a genome that is no network its text. */
  String canonical(G genome) {
    try {
      return space.canonical(genome);
    } catch (InvalidArchitecture e) {
      return space.write(genome);
    }
  }

  /** How many were asked for of which nothing was told. */
  public int inFlight() {
    return inFlight;
  }

  /**
   * The member of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Member<G> member(String id) {
    int sequence = CandidateIds.sequence(id);
    if (sequence < 0 || sequence >= members.size()) {
      throw new IllegalArgumentException(
          "candidate %s was never asked for; %d were".formatted(id, members.size()));
    }
    return members.get(sequence);
  }

  /** Randomness of a decision that is none about one candidate: number 0, 1, … of its kind. */
  public RandomGenerator stream(long decision) {
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
    Optional<Heir> heir = architecture == null ? Optional.empty() : heir(draft);
    return new Candidate(
        CandidateIds.of(members.size()),
        members.size(),
        draft.parents().stream().map(Member::id).toList(),
        space.write(draft.genome()),
        canonical(draft.genome()),
        heir.map(Heir::from).orElse(null),
        architecture,
        invalid,
        draft.budget(),
        heir.map(Heir::inheritance).orElse(null));
  }

  /** What a candidate begins with: weights of one asked for before; how, where that is another. */
  private record Heir(String from, @Nullable Inheritance inheritance) {}

  private Optional<Heir> heir(Draft<G> draft) {
    for (Member<G> parent : draft.parents()) {
      if (draft.continued()) {
        return Optional.of(new Heir(parent.id(), null));
      }
      Optional<Inheritance> inheritance = space.inheritance(parent.genome(), draft.genome());
      if (inheritance.isPresent()) {
        return inheritance.map(how -> new Heir(parent.id(), how));
      }
    }
    return Optional.empty();
  }
}
