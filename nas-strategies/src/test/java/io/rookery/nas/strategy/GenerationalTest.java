package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.Evaluation.Predicted;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.testkit.BitSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationalTest {

  private static SearchStrategy nsga2(
      SearchSpace<?> space, boolean generational, PredictedFitness predicted) {
    return new Nsga2Provider()
        .create(
            new Nsga2Provider.Settings(List.of("fitness"), 4, 6, generational, predicted),
            space,
            true,
            2);
  }

  private static void tell(SearchStrategy strategy, Candidate candidate, double fitness) {
    strategy.tell(new Measured(candidate.id(), fitness, 1));
  }

  @Test
  void aGenerationIsAskedForAsAWholeAndWaitsForItsLastNetwork() {
    SearchStrategy strategy = nsga2(new Marks(true), true, PredictedFitness.AS_MEASURED);
    List<Candidate> first = strategy.ask(100);
    assertThat(first).hasSize(4).allMatch(candidate -> candidate.parents().isEmpty());
    first.subList(1, 4).forEach(candidate -> tell(strategy, candidate, 1));
    assertThat(strategy.ask(100)).isEmpty();
    strategy.tell(new Failed(first.get(0).id(), "out of memory"));
    List<Candidate> second = strategy.ask(100);
    assertThat(second).hasSize(6).noneMatch(candidate -> candidate.parents().isEmpty());
    assertThat(second).noneMatch(candidate -> candidate.parents().contains(first.get(0).id()));
  }

  @Test
  void withoutGenerationsNobodyWaits() {
    SearchStrategy strategy = nsga2(new Marks(true), false, PredictedFitness.AS_MEASURED);
    List<Candidate> first = strategy.ask(4);
    tell(strategy, first.get(0), 1);
    tell(strategy, first.get(1), 2);
    assertThat(strategy.ask(50)).hasSize(50);
  }

  @Test
  void aGenerationInWhichAllFailIsFollowedByARandomOne() {
    SearchStrategy strategy = nsga2(new Marks(true), true, PredictedFitness.AS_MEASURED);
    strategy.ask(4).forEach(candidate -> strategy.tell(new Failed(candidate.id(), "lost")));
    assertThat(strategy.ask(100)).hasSize(4).allMatch(candidate -> candidate.parents().isEmpty());
  }

  @Test
  void whatIsMeasuredAfterItsGenerationJoinsTheNextSelection() {
    SearchStrategy strategy = nsga2(new BitSpace(30), true, PredictedFitness.IGNORE_UNTIL_MEASURED);
    List<Candidate> first = strategy.ask(4);
    strategy.tell(new Predicted(first.get(0).id(), 99, 1, 3, 1));
    first.subList(1, 4).forEach(candidate -> tell(strategy, candidate, 1));
    List<Candidate> second = strategy.ask(100);
    assertThat(second).noneMatch(candidate -> candidate.parents().contains(first.get(0).id()));
    tell(strategy, first.get(0), 100);
    second.forEach(candidate -> tell(strategy, candidate, 0));
    assertThat(strategy.ask(100))
        .anyMatch(candidate -> candidate.parents().contains(first.get(0).id()));
  }
}
