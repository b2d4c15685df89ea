package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SearchTest {

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    SparkSession.active().stop();
  }

  @Test
  void endsEveryCandidateWithOneOutcomeAndNamesTheBestMeasured() throws Exception {
    SearchResult result =
        search(SparkTest.session(2, true), "a", Map.of("rookery.search.candidates", 64));

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.status().done()).isEqualTo(64);
    assertThat(result.status().failed()).isPositive();
    assertThat(result.status().predicted()).isPositive();
    LedgerContents ledger = ledger("a");
    Map<String, List<EvaluationRow>> byCandidate =
        ledger.evaluations().rows().stream()
            .collect(Collectors.groupingBy(EvaluationRow::candidateId));
    assertThat(byCandidate).hasSize(64);
    double best =
        ledger.evaluations().rows().stream()
            .filter(row -> row.outcome() == Outcome.MEASURED)
            .mapToDouble(EvaluationRow::measuredFitness)
            .max()
            .orElseThrow();
    assertThat(result.best().fitness()).isEqualTo(best);
    assertThat(result.best().testFitness()).isEqualTo(best - 1);
    try (Stream<Path> kept = Files.list(folder.resolve("a/checkpoints"))) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .hasSize(3)
          .contains(result.best().candidateId());
    }
  }

  @Test
  void oneSlotAndOneSeedGiveTheSameSearchWithAndWithoutThePlugin() throws Exception {
    Map<String, Object> settings = Map.of("rookery.search.candidates", 24, "rookery.seed", 7);
    search(SparkTest.session(1, true), "a", settings);
    search(SparkTest.session(1, true), "b", settings);
    stop();
    search(SparkTest.session(1, false), "c", settings);

    assertThat(decisions("b")).isEqualTo(decisions("a"));
    // Without the plugin a network trains on until a heartbeat tells of it. What it had trained by
    // then
    // counts when it is resumed, so that finalists may be measured in another order.
    assertThat(decisions("c")).containsExactlyInAnyOrderElementsOf(decisions("a"));
  }

  @Test
  void aSearchThatWasStoppedGoesOnAsIfItHadNotBeen() throws Exception {
    Map<String, Object> settings =
        Map.of("rookery.search.candidates", 16, "rookery.seed", 3, "rookery.resume", true);
    SparkSession spark = SparkTest.session(1, true);
    search(spark, "whole", settings);
    List<String> whole = decisions("whole");
    for (int reports : List.of(1, 5, 23, 60, 95)) {
      String name = "stopped-" + reports;
      AtomicInteger seen = new AtomicInteger();
      AtomicReference<Search> running = new AtomicReference<>();
      SearchListener stopper =
          new SearchListener() {
            @Override
            public void progressed(SearchStatus status) {
              if (seen.incrementAndGet() == reports) {
                running.get().stop();
              }
            }
          };
      running.set(new Search(spark, settings(name, settings), SparkTest::images, stopper));
      SearchResult stopped = running.get().run();
      assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
      assertThat(decisions(name)).hasSizeLessThan(whole.size());

      SearchResult resumed = search(spark, name, settings);

      assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(decisions(name)).as("stopped after %d reports", reports).isEqualTo(whole);
    }
  }

  @Test
  void thoseChosenToBeMeasuredAreStillKnownAfterAResumeThatFailed() throws Exception {
    Map<String, Object> settings =
        Map.of("rookery.search.candidates", 16, "rookery.seed", 3, "rookery.resume", true);
    SparkSession spark = SparkTest.session(1, true);
    search(spark, "whole", settings);
    AtomicReference<Search> running = new AtomicReference<>();
    SearchListener stopper =
        new SearchListener() {
          @Override
          public void progressed(SearchStatus status) {
            if (status.done() == 16 && status.running() == 1) {
              running.get().stop();
            }
          }
        };
    running.set(new Search(spark, settings("a", settings), SparkTest::images, stopper));
    assertThat(running.get().run().exitCode()).isEqualTo(ExitCode.STOPPED);
    List<String> chosen = finalists("a");
    assertThat(chosen).isNotEmpty();

    SearchListener dies =
        new SearchListener() {
          @Override
          public void recorded(LedgerRow row) {
            throw new IllegalStateException("died");
          }
        };
    assertThatThrownBy(
            () -> new Search(spark, settings("a", settings), SparkTest::images, dies).run())
        .hasMessage("died");

    assertThat(finalists("a")).isEqualTo(chosen);
    search(spark, "a", settings);
    assertThat(decisions("a")).isEqualTo(decisions("whole"));
  }

  private List<String> finalists(String name) throws Exception {
    List<String> ids = new ArrayList<>();
    LedgerReader.status(
            new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()))
        .path("finalists")
        .forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @Test
  void nothingButTheTrialIsCancelledInACellThatHasItsOwnJobGroup() throws Exception {
    SparkSession spark = SparkTest.session(2, true);
    spark.sparkContext().setJobGroup("cell", "a notebook's cell", true);
    SearchResult result = search(spark, "a", Map.of("rookery.search.candidates", 24));

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.status().predicted()).isPositive();
    assertThat(spark.sparkContext().getLocalProperty("spark.jobGroup.id")).isEqualTo("cell");
  }

  @Test
  void aSearchInWhichEveryCandidateFailsSaysSo() throws Exception {
    SearchResult result =
        search(
            SparkTest.session(2, true),
            "a",
            Map.of("rookery.search.candidates", 5, "rookery.trainer", "failing"));
    assertThat(result.exitCode()).isEqualTo(ExitCode.NO_TRIAL_SUCCEEDED);
    assertThat(result.best()).isNull();
    assertThat(ledger("a").evaluations().rows())
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.errorKind()).isEqualTo("exception"))
        .allSatisfy(row -> assertThat(row.error()).contains("no training today"));
  }

  @Test
  void aFolderThatHoldsAnotherSearchIsRefused() throws Exception {
    SparkSession spark = SparkTest.session(1, true);
    search(spark, "a", Map.of("rookery.search.candidates", 1));
    assertThatThrownBy(() -> search(spark, "a", Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("another search");
  }

  private SearchResult search(SparkSession spark, String name, Map<String, Object> settings)
      throws InterruptedException {
    return new Search(spark, settings(name, settings), SparkTest::images, SearchListener.NONE)
        .run();
  }

  private Settings settings(String name, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("rookery.trainer", "scripted");
    all.put("rookery.output", '"' + folder.resolve(name).toString() + '"');
    return SparkTest.settings(all);
  }

  private LedgerContents ledger(String name) throws Exception {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  /** Everything about a search that must repeat. */
  private List<String> decisions(String name) throws Exception {
    LedgerContents ledger = ledger(name);
    return ledger.evaluations().rows().stream()
        .map(
            row ->
                List.of(
                        row.candidateId(),
                        row.outcome(),
                        String.valueOf(row.measuredFitness()),
                        String.valueOf(row.predictedFitness()),
                        row.epochsRun(),
                        String.valueOf(row.rule()),
                        String.valueOf(row.reason()))
                    .toString())
        .toList();
  }
}
