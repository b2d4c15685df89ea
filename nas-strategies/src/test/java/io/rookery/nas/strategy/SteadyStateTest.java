package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.Evaluation.Predicted;
import io.rookery.nas.SearchStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

  private static SearchStrategy menndl(PredictedFitness predicted) {
    return new MenndlProvider()
        .create(new MenndlProvider.Settings(3, 3, 0, predicted), new Marks(), true, 2);
  }

  @Test
  void aLateMeasurementChangesTheRankOfWhoeverStillLives() {
    SearchStrategy strategy = menndl(PredictedFitness.AS_MEASURED);
    List<Candidate> first = strategy.ask(3);
    strategy.tell(new Predicted(first.get(0).id(), 90, 1, 3, 1));
    strategy.tell(new Measured(first.get(1).id(), 50, 1));
    strategy.tell(new Measured(first.get(2).id(), 40, 1));
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(first.get(0).id());
    strategy.tell(new Measured(first.get(0).id(), 30, 1));
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(first.get(1).id());
  }

  @Test
  void aPredictionThatIsIgnoredHasNoChildrenBeforeItIsMeasured() {
    SearchStrategy strategy = menndl(PredictedFitness.IGNORE_UNTIL_MEASURED);
    List<Candidate> first = strategy.ask(3);
    strategy.tell(new Predicted(first.get(0).id(), 90, 1, 3, 1));
    Candidate replacement = strategy.ask(1).get(0);
    assertThat(replacement.parents()).isEmpty();
    strategy.tell(new Measured(first.get(1).id(), 50, 1));
    strategy.tell(new Measured(first.get(2).id(), 40, 1));
    strategy.tell(new Measured(replacement.id(), 45, 1));
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(first.get(1).id());
    strategy.tell(new Measured(first.get(0).id(), 90, 1));
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(first.get(0).id());
  }

  @Test
  void aDiscountedPredictionStandsBehindAnEqualMeasurement() {
    SearchStrategy strategy = menndl(PredictedFitness.DISCOUNTED);
    List<Candidate> first = strategy.ask(3);
    strategy.tell(new Predicted(first.get(0).id(), 52, 3, 3, 1));
    strategy.tell(new Measured(first.get(1).id(), 50, 1));
    strategy.tell(new Measured(first.get(2).id(), 40, 1));
    assertThat(strategy.ask(1).get(0).parents()).containsExactly(first.get(1).id());
  }
}
