package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ExitCode;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are paused and go on from their checkpoints, in real Spark jobs. */
@Timeout(300)
class FreezeThawSearchTest {

  private static final int CANDIDATES = 14;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    SparkSession.active().stop();
  }

  @Test
  void networksArePausedAndGoOnFromWhereTheyWere() throws Exception {
    SearchResult result = search(SparkTest.session(1, true), "a", sequential());

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.status().done()).isEqualTo(CANDIDATES);
    LedgerContents ledger = ledger("a");
    Map<String, List<EpochRow>> curves =
        ledger.epochs().rows().stream().collect(Collectors.groupingBy(EpochRow::candidateId));
    for (List<EpochRow> curve : curves.values()) {
      // A task that is about to end an epoch when it is paused may end it, and another train it
      // again.
      List<Double> epochs = curve.stream().map(EpochRow::epoch).distinct().sorted().toList();
      for (int i = 0; i < epochs.size(); i++) {
        assertThat(epochs.get(i)).as("no gap").isEqualTo(i + 1);
      }
      assertThat(curve.stream().map(EpochRow::attempt).distinct().count())
          .isGreaterThan(curve.size() - epochs.size());
      assertThat(curve.stream().map(row -> row.epoch() + " " + row.fitness()).distinct())
          .as("an epoch has one fitness")
          .hasSameSizeAs(epochs);
    }
    assertThat(curves.values())
        .as("some went on")
        .anyMatch(curve -> curve.get(curve.size() - 1).attempt() > 1)
        .as("some did not")
        .anyMatch(curve -> curve.get(curve.size() - 1).epoch() < 3);
    assertThat(result.status().epochsRun())
        .isGreaterThanOrEqualTo(curves.values().stream().mapToInt(List::size).sum())
        .isLessThan(0.9 * result.status().epochsBudget());
  }

  @Test
  void everyNetworkHasOneOutcomeInTheEndAndEveryPauseIsWrittenDown() throws Exception {
    SearchResult result = search(SparkTest.session(2, true), "a", settings());

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    LedgerContents ledger = ledger("a");
    Map<String, List<EvaluationRow>> byCandidate =
        ledger.evaluations().rows().stream()
            .collect(Collectors.groupingBy(EvaluationRow::candidateId));
    assertThat(byCandidate).hasSize(CANDIDATES);
    for (List<EvaluationRow> rows : byCandidate.values()) {
      List<EvaluationRow> pauses =
          rows.stream().filter(row -> row.outcome() == Outcome.PAUSED).toList();
      List<EvaluationRow> ends =
          rows.stream().filter(row -> row.outcome() != Outcome.PAUSED).toList();
      assertThat(pauses)
          .isSortedAccordingTo((a, b) -> Double.compare(a.epochsRun(), b.epochsRun()));
      assertThat(rows.subList(0, pauses.size())).as("pauses come first").isEqualTo(pauses);
      assertThat(ends).isNotEmpty().hasSizeLessThanOrEqualTo(2);
      EvaluationRow last = rows.get(rows.size() - 1);
      if (last.outcome() == Outcome.PREDICTED && !"duplicate".equals(last.rule())) {
        assertThat(last.rule()).isEqualTo("freeze-thaw");
        assertThat(pauses.get(pauses.size() - 1).reason()).contains("it goes on if");
        assertThat(last.reason())
            .as("it does not go on")
            .isEqualTo(
                "paused at epoch %.4g and not chosen to go on before the search was over",
                last.epochsRun());
        assertThat(last.epochsRun()).isEqualTo(pauses.get(pauses.size() - 1).epochsRun());
        assertThat(last.predictedFitness()).isNotNull();
      }
    }
    assertThat(ledger.predictions().rows()).anyMatch(row -> row.decision().equals("pause"));
    double best =
        ledger.evaluations().rows().stream()
            .filter(row -> row.outcome() == Outcome.MEASURED)
            .mapToDouble(EvaluationRow::measuredFitness)
            .max()
            .orElseThrow();
    assertThat(result.best().fitness()).isEqualTo(best);
  }

  @Test
  void oneSlotAndOneSeedGiveTheSameSearchWhetherItWasStoppedOrNot() throws Exception {
    SparkSession spark = SparkTest.session(1, true);
    AtomicInteger reports = new AtomicInteger();
    search(spark, "whole", sequential(), counter(reports, Integer.MAX_VALUE, () -> {}));
    List<String> whole = decisions("whole");
    assertThat(whole).anyMatch(row -> row.contains("PAUSED"));
    Set<Integer> lengths = new HashSet<>();
    for (int quarter = 1; quarter < 4; quarter++) {
      String name = "stopped-" + quarter;
      stopAfter(spark, name, reports.get() * quarter / 4);
      lengths.add(decisions(name).size());

      SearchResult resumed = search(spark, name, sequential());

      assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(decisions(name)).as("stopped after %d quarters", quarter).isEqualTo(whole);
    }
    assertThat(lengths).as("stopped at different places").hasSize(3);
  }

  private void stopAfter(SparkSession spark, String name, int reports) throws InterruptedException {
    AtomicReference<Search> running = new AtomicReference<>();
    SearchListener stopper = counter(new AtomicInteger(), reports, () -> running.get().stop());
    running.set(new Search(spark, settings(name, sequential()), SparkTest::images, stopper));
    assertThat(running.get().run().exitCode()).isEqualTo(ExitCode.STOPPED);
  }

  /** Counts what is heard of a search's progress, and does something at the given count. */
  private static SearchListener counter(AtomicInteger count, int at, Runnable then) {
    return new SearchListener() {
      @Override
      public void progressed(SearchStatus status) {
        if (count.incrementAndGet() == at) {
          then.run();
        }
      }
    };
  }

  /** One training at a time, also in Spark's queue: the order of events is the same every time. */
  private static Map<String, Object> sequential() {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("rookery.search.inFlight", 1);
    return settings;
  }

  private static Map<String, Object> settings() {
    return Map.ofEntries(
        Map.entry("rookery.trainer", "scripted"),
        Map.entry("rookery.resume", true),
        Map.entry("rookery.seed", 5),
        Map.entry("rookery.search.candidates", CANDIDATES),
        Map.entry("rookery.training.epochs", 7),
        Map.entry("rookery.training.validateEvery", 1),
        Map.entry("rookery.predictor.name", "empirical-bayes"),
        Map.entry("rookery.rules", "[freeze-thaw]"),
        Map.entry("rookery.rule.freeze-thaw.regret", 0.5),
        Map.entry("rookery.guards.warmUp", 4),
        Map.entry("rookery.guards.minimumEpochs", 1));
  }

  private SearchResult search(SparkSession spark, String name, Map<String, Object> settings)
      throws InterruptedException {
    return search(spark, name, settings, SearchListener.NONE);
  }

  private SearchResult search(
      SparkSession spark, String name, Map<String, Object> settings, SearchListener listener)
      throws InterruptedException {
    return new Search(spark, settings(name, settings), SparkTest::images, listener).run();
  }

  private Settings settings(String name, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("rookery.output", '"' + folder.resolve(name).toString() + '"');
    return SparkTest.settings(all);
  }

  private LedgerContents ledger(String name) throws Exception {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private List<String> decisions(String name) throws Exception {
    return ledger(name).evaluations().rows().stream()
        .map(
            row ->
                "%s %s %s %s %s %s %s"
                    .formatted(
                        row.candidateId(),
                        row.outcome(),
                        row.measuredFitness(),
                        row.predictedFitness(),
                        row.epochsRun(),
                        row.rule(),
                        row.reason()))
        .toList();
  }
}
