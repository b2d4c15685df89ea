package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally(new SearchPlan(4, () -> 1, 2, 1, 2, false, 10, 1));

  private void ends(String id, double epochs) {
    tally.budget(id, 10);
    tally.trained(id, epochs);
    tally.evaluated(id, Outcome.PREDICTED, 80.0);
  }

  @Test
  void whileCandidatesAreMissingTheRestIsTheirs() {
    assertThat(tally.status().remaining()).isNull();
    ends("a", 2);
    requireTimes(3);
  }

  /** Two of four were trained for 2 and 4 of 10 epochs, 12 epochs in all: 14 are left. */
  @Test
  void whileTheBestAreMeasuredTheRestIsTheirEpochs() {
    ends("a", 2);
    ends("b", 4);
    ends("c", 3);
    ends("d", 3);
    assertThat(tally.status().remaining()).as("nobody is chosen yet").isNull();
    tally.finalists(List.of("a", "b"));
    requireTimes(14 / 12.0);

    tally.trained("a", 8);
    tally.evaluated("a", Outcome.MEASURED, 80.0);
    requireTimes(6 / 20.0);
    tally.trained("b", 6);
    tally.evaluated("b", Outcome.MEASURED, 80.0);
    assertThat(tally.status().remaining()).isZero();
  }

  /** What was done before took none of this run's time. */
  @Test
  void theOutcomesOfAnEarlierRunSayNothingOfThePace() {
    IntStream.range(0, 2).forEach(i -> tally.restored("c" + i, Outcome.PREDICTED, 80.0));
    assertThat(tally.status().remaining()).isNull();
    ends("a", 2);
    requireTimes(1);
  }

  @Test
  void aNetworkThatFailedSavesNothing() {
    tally.budget("a", 10);
    tally.evaluated("a", Outcome.FAILED, null);
    tally.trained("a", 3); // a resumed search hears of outcomes first
    ends("b", 4);
    SearchStatus status = tally.status();
    assertThat(status.epochsBudget()).isEqualTo(13);
    assertThat(status.epochsSaved()).isEqualTo(6).isEqualTo(status.epochsSpared());
  }

  /** The rest takes so many times the time that has passed. */
  private void requireTimes(double times) {
    SearchStatus before = tally.status();
    SearchStatus after = tally.status();
    assertThat((double) after.remaining().toNanos())
        .isBetween(times * before.elapsed().toNanos(), times * tally.status().elapsed().toNanos());
  }
}
