package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenserTest {

  private final Marks space = new Marks(true);

  private SearchStrategy denser(double trainLonger, boolean generational) {
    return new DenserProvider()
        .create(
            new DenserProvider.Settings(
                4, trainLonger, 3, generational, PredictedFitness.AS_MEASURED),
            space,
            true,
            9);
  }

  private static void tell(SearchStrategy strategy, Candidate candidate, double fitness) {
    strategy.tell(new Measured(candidate.id(), fitness, 1));
  }

  /** A round of children told these fitnesses, in order. */
  private static List<Candidate> round(SearchStrategy strategy, double... fitness) {
    List<Candidate> children = strategy.ask(10);
    assertThat(children).hasSize(fitness.length);
    for (int i = 0; i < fitness.length; i++) {
      tell(strategy, children.get(i), fitness[i]);
    }
    return children;
  }

  @Test
  void aRoundIsOfLambdaChildrenOfTheBestSoFar() {
    SearchStrategy strategy = denser(0, true);
    List<Candidate> first = round(strategy, 1, 4, 2, 3);
    assertThat(first).allMatch(candidate -> candidate.parents().isEmpty());
    List<Candidate> second = round(strategy, 5, 6, 7, 8);
    assertThat(second)
        .allMatch(c -> c.genome().matches("m\\d+\\(" + first.get(1).genome() + "\\)"))
        .allMatch(c -> c.parents().equals(List.of(first.get(1).id())) && c.budget() == 1);
  }

  @Test
  void theParentStaysWhereNoChildIsBetter() {
    SearchStrategy strategy = denser(0, true);
    Candidate best = round(strategy, 1, 4, 2, 3).get(1);
    for (int i = 0; i < 3; i++) {
      for (Candidate child : strategy.ask(10)) {
        assertThat(child.parents()).containsExactly(best.id());
        tell(strategy, child, 0);
      }
    }
  }

  @Test
  void aRoundWaitsForItsLastChildAndFailuresAreTold() {
    SearchStrategy strategy = denser(0, true);
    List<Candidate> first = strategy.ask(4);
    first.subList(0, 3).forEach(candidate -> tell(strategy, candidate, 1));
    assertThat(strategy.ask(4)).isEmpty();
    strategy.tell(new Failed(first.get(3).id(), "out of memory"));
    assertThat(strategy.ask(4)).isNotEmpty();
  }

  @Test
  void withoutRoundsNobodyWaits() {
    SearchStrategy strategy = denser(0, false);
    List<Candidate> inFlight = new ArrayList<>(strategy.ask(8));
    assertThat(inFlight).hasSize(8);
    for (int i = 0; i < 4; i++) {
      tell(strategy, inFlight.get(i), i);
    }
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(inFlight.get(3).id());
  }

  @Test
  void atTimesTheParentItselfIsTrainedLonger() {
    SearchStrategy strategy = denser(0.99, true);
    Candidate parent = round(strategy, 1, 4, 2, 3).get(1);
    Candidate longer = strategy.ask(1).get(0);
    assertThat(longer.genome()).isEqualTo(parent.genome());
    assertThat(longer.inheritsFrom()).isEqualTo(parent.id());
    assertThat(longer.budget()).isEqualTo(2);
    assertThat(longer.inheritance()).isNull();
  }

  @Test
  void howOftenIsASetting() {
    int longer = 0;
    int searches = 2000;
    for (int seed = 0; seed < searches; seed++) {
      SearchStrategy strategy =
          new DenserProvider()
              .create(
                  new DenserProvider.Settings(1, 0.2, 3, true, PredictedFitness.AS_MEASURED),
                  space,
                  true,
                  seed);
      tell(strategy, strategy.ask(1).get(0), 1);
      longer += strategy.ask(1).get(0).budget() == 2 ? 1 : 0;
    }
    // Four standard deviations of a share of 0.2 among 2,000.
    assertThat(longer / (double) searches).isEqualTo(0.2, within(0.036));
  }

  /**
   * The parent, trained for two budgets, wins the round; the best of those trained for one is
   * trained for two as well, and wins.
   */
  @Test
  void whatWasTrainedLongerWinsOnlyAgainstOneTrainedAsLong() {
    SearchStrategy strategy = denser(0.5, true);
    round(strategy, 1, 4, 2, 3);
    List<Candidate> children = strategy.ask(4);
    Candidate longer = only(children, 2);
    List<Candidate> mutants = children.stream().filter(c -> c.budget() == 1).toList();
    assertThat(mutants).isNotEmpty();
    tell(strategy, longer, 6);
    mutants.forEach(mutant -> tell(strategy, mutant, 5));
    Candidate challenger = strategy.ask(4).get(0);
    assertThat(challenger.genome()).isEqualTo(mutants.get(0).genome());
    assertThat(challenger.inheritsFrom()).isEqualTo(mutants.get(0).id());
    assertThat(challenger.budget()).isEqualTo(2);
    assertThat(strategy.ask(4)).as("nobody breeds before the contest is over").isEmpty();
    tell(strategy, challenger, 7);
    assertThat(strategy.ask(4)).allMatch(c -> c.parents().equals(List.of(challenger.id())));
  }

  @Test
  void aChallengerThatIsNoBetterLoses() {
    SearchStrategy strategy = denser(0.5, true);
    round(strategy, 1, 4, 2, 3);
    List<Candidate> children = strategy.ask(4);
    Candidate longer = only(children, 2);
    children.forEach(c -> tell(strategy, c, c.equals(longer) ? 6 : 5));
    strategy.tell(new Failed(strategy.ask(1).get(0).id(), "out of memory"));
    assertThat(strategy.ask(4)).allMatch(c -> c.parents().equals(List.of(longer.id())));
  }

  @Test
  void noNetworkIsTrainedForMoreThanTheLongestBudget() {
    SearchStrategy strategy = denser(0.5, false);
    double longest = 0;
    for (int i = 0; i < 400; i++) {
      Candidate candidate = strategy.ask(1).get(0);
      longest = Math.max(longest, candidate.budget());
      tell(strategy, candidate, candidate.budget());
    }
    assertThat(longest).isEqualTo(3);
  }

  private static Candidate only(List<Candidate> candidates, double budget) {
    List<Candidate> found = candidates.stream().filter(c -> c.budget() == budget).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
