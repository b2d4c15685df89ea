package io.rookery.nas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.Evaluation.Predicted;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SearchStrategy} must do, as a suite to inherit: give the strategy, run the
 * tests. Make it small (a population of five, say), so that {@value #RESUMED} candidates take it
 * through all it does.
 */
public abstract class SearchStrategyKit {

  private static final int CANDIDATES = 150;
  private static final int RESUMED = 60;

  /** A new strategy of the kind under test. */
  protected abstract SearchStrategy strategy(SearchSpace<?> space, boolean maximize, long seed);

  /** The space it searches, of at least 10,000 networks; {@link BitSpace} unless overridden. */
  protected SearchSpace<?> space() {
    return new BitSpace(20);
  }

  /** One of at most some hundred networks. */
  protected SearchSpace<?> tinySpace() {
    return new BitSpace(5);
  }

  /** Fitness of a network, larger is better, any function of the candidate. */
  protected double fitness(Candidate candidate) {
    return BitSpace.ones(candidate.genome()) + candidate.budget();
  }

  private SearchStrategy strategy() {
    return strategy(space(), true, 1);
  }

  private History history(int candidates, long seed) {
    return History.of(strategy(), this::fitness, candidates, seed);
  }

  private Evaluation measured(Candidate candidate) {
    return candidate.invalid() == null
        ? new Measured(candidate.id(), fitness(candidate), 1)
        : new Failed(candidate.id(), candidate.invalid());
  }

  /** One candidate after the other, each told before the next is asked for. */
  private static List<Candidate> oneByOne(
      SearchStrategy strategy, int count, Function<Candidate, Evaluation> evaluate) {
    List<Candidate> asked = new ArrayList<>();
    while (asked.size() < count) {
      List<Candidate> next = strategy.ask(1);
      if (next.isEmpty()) {
        break;
      }
      asked.addAll(next);
      strategy.tell(evaluate.apply(next.get(0)));
    }
    return asked;
  }

  @Test
  void givesNoMoreThanItIsAskedForAndNumbersThem() {
    SearchStrategy strategy = strategy();
    List<Candidate> all = new ArrayList<>();
    for (int count : new int[] {1, 3, 2}) {
      List<Candidate> asked = strategy.ask(count);
      assertThat(asked).hasSizeLessThanOrEqualTo(count);
      all.addAll(asked);
    }
    assertThat(all).isNotEmpty();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).sequence()).isEqualTo(i);
    }
    assertThat(all).extracting(Candidate::id).doesNotHaveDuplicates();
  }

  @Test
  void refusesToBeAskedForNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().ask(0));
  }

  @Test
  void refusesToBeToldOfWhatItNeverAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy().tell(new Failed("none of its ids", "lost")))
        .withMessageContaining("none of its ids");
  }

  @Test
  void everyCandidateIsAGenomeOfItsSpace() {
    for (Candidate candidate : history(CANDIDATES, 2).candidates()) {
      assertIsOf(space(), candidate);
    }
  }

  private static <G> void assertIsOf(SearchSpace<G> space, Candidate candidate) {
    G genome = space.read(candidate.genome());
    assertThat(candidate.canonical()).isEqualTo(space.canonical(genome));
    if (candidate.architecture() != null) {
      assertThat(candidate.architecture()).isEqualTo(space.decode(genome));
    }
  }

  @Test
  void parentsAreEarlierCandidates() {
    Map<String, Candidate> earlier = new HashMap<>();
    for (Candidate candidate : history(CANDIDATES, 3).candidates()) {
      assertThat(earlier.keySet()).containsAll(candidate.parents());
      if (candidate.inheritsFrom() != null) {
        assertThat(candidate.parents()).contains(candidate.inheritsFrom());
        boolean goesOn = candidate.inheritance() == null;
        assertThat(earlier.get(candidate.inheritsFrom()).canonical().equals(candidate.canonical()))
            .as("goes on with the same network")
            .isEqualTo(goesOn);
      }
      earlier.put(candidate.id(), candidate);
    }
  }

  @Test
  void noNetworkIsAskedForTwiceExceptToTrainItLonger() {
    assertNoneTwice(history(CANDIDATES, 4).candidates());
  }

  private static void assertNoneTwice(List<Candidate> candidates) {
    Map<String, Candidate> last = new HashMap<>();
    for (Candidate candidate : candidates) {
      Candidate before = last.put(candidate.canonical(), candidate);
      if (before != null) {
        assertThat(candidate.budget()).isGreaterThan(before.budget());
        assertThat(candidate.inheritsFrom()).isEqualTo(before.id());
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameCandidatesAndAnotherSeedOthers() {
    List<Candidate> first = oneByOne(strategy(space(), true, 5), 60, this::measured);
    assertThat(oneByOne(strategy(space(), true, 5), 60, this::measured)).isEqualTo(first);
    assertThat(oneByOne(strategy(space(), true, 6), 60, this::measured)).isNotEqualTo(first);
  }

  @Test
  void aSmallerLossIsWorthAsMuchAsALargerAccuracy() {
    List<Candidate> maximized = oneByOne(strategy(space(), true, 7), 100, this::measured);
    List<Candidate> minimized =
        oneByOne(
            strategy(space(), false, 7),
            100,
            c -> c.invalid() == null ? new Measured(c.id(), -fitness(c), 1) : measured(c));
    assertThat(minimized).isEqualTo(maximized);
  }

  @Test
  void aSearchThatIsResumedAnywhereGoesOnAsItWould() {
    for (long seed = 10; seed < 12; seed++) {
      History history = history(RESUMED, seed);
      for (int cut = 0; cut <= history.length(); cut++) {
        history.replay(strategy(), cut);
      }
    }
  }

  @Test
  void whatIsToldTwiceChangesNothing() {
    history(CANDIDATES, 14).replayTwiceTold(strategy());
  }

  @Test
  void goesOnWhereEveryNetworkFails() {
    assertThat(oneByOne(strategy(), CANDIDATES, c -> new Failed(c.id(), "out of memory")))
        .hasSize(CANDIDATES);
  }

  @Test
  void goesOnWhereEveryNetworkIsOnlyPredicted() {
    assertThat(oneByOne(strategy(), CANDIDATES, c -> new Predicted(c.id(), fitness(c), 2, 3, 1)))
        .hasSize(CANDIDATES);
  }

  @Test
  void goesOnWhereAllNetworksAreEqual() {
    assertThat(oneByOne(strategy(), CANDIDATES, c -> new Measured(c.id(), 10, 1)))
        .hasSize(CANDIDATES);
  }

  @Test
  void waitsOnlyWhileSomethingIsInFlight() {
    SearchStrategy strategy = strategy();
    List<Candidate> inFlight = new ArrayList<>(strategy.ask(50));
    for (int i = 0; i < CANDIDATES; i++) {
      assertThat(inFlight).as("in flight after %d tells", i).isNotEmpty();
      strategy.tell(measured(inFlight.remove(i % inFlight.size())));
      inFlight.addAll(strategy.ask(3));
    }
  }

  @Test
  void endsWhereTheSpaceIsExhausted() {
    SearchStrategy strategy = strategy(tinySpace(), true, 8);
    List<Candidate> asked = oneByOne(strategy, 10 * CANDIDATES, this::measured);
    assertThat(asked).hasSizeLessThan(10 * CANDIDATES);
    assertNoneTwice(asked);
    assertThat(strategy.ask(1)).isEmpty();
  }
}
