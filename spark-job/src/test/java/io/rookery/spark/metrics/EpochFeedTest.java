package io.rookery.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.train.EpochMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochFeedTest {

  private final List<EpochReport> out = new ArrayList<>();

  @Test
  void everyReportComesOnceAndInOrderHoweverTheLanesBringThem() {
    List<EpochReport> all = new ArrayList<>();
    all.addAll(attempt("a", 0, 8));
    all.addAll(attempt("a", 1, 5));
    all.addAll(attempt("b", 0, 8));
    Random random = new Random(1);
    try (EpochFeed feed = EpochFeed.open("s", out::add)) {
      for (int round = 0; round < 200; round++) {
        List<EpochReport> curve = all.stream().filter(sameAttempt(all, random)).toList();
        List<EpochReport> sofar =
            new ArrayList<>(curve.subList(0, random.nextInt(curve.size() + 1)));
        Collections.shuffle(sofar, random); // late, doubled, out of order
        feed.accept(sofar);
      }
      feed.accept(all);
    }
    assertThat(out).containsExactlyInAnyOrderElementsOf(all);
    for (List<EpochReport> curve :
        List.of(attempt("a", 0, 8), attempt("a", 1, 5), attempt("b", 0, 8))) {
      assertThat(out.stream().filter(curve::contains).toList()).isEqualTo(curve);
    }
  }

  @Test
  void aMessageOfASearchThatHasEndedIsPassedOver() {
    EpochFeed.open("gone", out::add).close();
    ReportLane.receive(new EpochMessage("gone", attempt("a", 0, 1)));
    ReportLane.receive("no message of ours");
    assertThat(out).isEmpty();
  }

  @Test
  void aSearchRunsOnceAtATime() {
    try (EpochFeed ignored = EpochFeed.open("s", out::add)) {
      assertThatThrownBy(() -> EpochFeed.open("s", out::add))
          .hasMessageContaining("already running");
    }
  }

  private static java.util.function.Predicate<EpochReport> sameAttempt(
      List<EpochReport> all, Random random) {
    EpochReport one = all.get(random.nextInt(all.size()));
    return other ->
        other.candidateId().equals(one.candidateId()) && other.attempt() == one.attempt();
  }

  private static List<EpochReport> attempt(String candidate, int attempt, int epochs) {
    return IntStream.rangeClosed(1, epochs)
        .mapToObj(
            epoch ->
                new EpochReport(
                    candidate,
                    attempt,
                    new EpochMetrics(epoch / 2.0, 50 + epoch, 1, 50, 1, 0.1, 1),
                    "driver",
                    "cpu",
                    epoch))
        .toList();
  }
}
