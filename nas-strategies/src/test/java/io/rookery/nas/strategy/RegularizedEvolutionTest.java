package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.strategy.RegularizedEvolutionProvider.Settings;
import io.rookery.nas.testkit.BitSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest {

  private static SearchStrategy strategy(int population, int sample) {
    Settings settings = new Settings(population, sample, PredictedFitness.AS_MEASURED);
    return new RegularizedEvolutionProvider().create(settings, new BitSpace(40), true, 3);
  }

  private static double fitness(Candidate candidate) {
    return BitSpace.ones(candidate.genome());
  }

  @Test
  void beginsWithAPopulationOfRandomNetworks() {
    SearchStrategy strategy = strategy(10, 3);
    assertThat(strategy.ask(10)).allMatch(candidate -> candidate.parents().isEmpty());
  }

  @Test
  void replacesAFailureOfTheFirstPopulationByAnotherRandomNetwork() {
    SearchStrategy strategy = strategy(10, 3);
    List<Candidate> first = strategy.ask(10);
    strategy.tell(new Failed(first.get(0).id(), "out of memory"));
    strategy.tell(new Measured(first.get(1).id(), fitness(first.get(1)), 1));
    assertThat(strategy.ask(1).get(0).parents()).isEmpty();
    assertThat(strategy.ask(1).get(0).parents()).containsExactly("c0001");
  }

  /** With a tournament of all, the parent must be the best of the youngest ten, at each step. */
  @Test
  void theBestOfTheYoungestHasTheChildAndTheOldestDies() {
    SearchStrategy strategy = strategy(10, 10);
    Deque<Candidate> queue = new ArrayDeque<>();
    for (int i = 0; i < 300; i++) {
      Candidate candidate = strategy.ask(1).get(0);
      if (i >= 10) {
        double best =
            queue.stream().mapToDouble(RegularizedEvolutionTest::fitness).max().orElseThrow();
        Candidate parent = queue.stream().filter(c -> fitness(c) == best).findFirst().orElseThrow();
        assertThat(candidate.parents()).containsExactly(parent.id());
      }
      strategy.tell(new Measured(candidate.id(), fitness(candidate), 1));
      queue.addLast(candidate);
      if (queue.size() > 10) {
        queue.removeFirst();
      }
    }
  }

  @Test
  void climbs() {
    SearchStrategy strategy = strategy(20, 5);
    double best = 0;
    for (int i = 0; i < 600; i++) {
      Candidate candidate = strategy.ask(1).get(0);
      best = Math.max(best, fitness(candidate));
      strategy.tell(new Measured(candidate.id(), fitness(candidate), 1));
    }
    // The largest of 600 random strings of 40 bits has about 30 ones.
    assertThat(best).isGreaterThanOrEqualTo(38);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy(10, 11))
        .withMessage("sample must be from 1 to 10, found 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy(1, 1))
        .withMessageContaining("population must be at least 2");
  }
}
